//! Icons, buttons, menus.

use leptos::prelude::*;

use super::super::{
    Badge, Button, ButtonKind, ButtonLink, Icon, IconButton, IconName, KeyHint, Menu, MenuEntry,
    MenuItem, Panel, Toolbar, Tooltip,
};

#[component]
pub fn Buttons() -> AnyView {
    let pressed = RwSignal::new(true);
    let count = RwSignal::new(0_u32);
    let add = move || count.update(|count| *count += 1);
    let icons = IconName::ALL
        .iter()
        .map(|name| {
            view! {
                <span class="gallery__icon">
                    <Icon name=*name />
                    <small>{format!("{name:?}")}</small>
                </span>
            }
        })
        .collect_view();
    view! {
        <Panel title="Buttons" lead="One primary button in a view; what is refused says why.">
            <Toolbar label="Kinds of buttons">
                <Button label="Add task" icon=IconName::Add kind=ButtonKind::Primary on_press=add />
                <Button label="Paste a list" icon=IconName::Paste on_press=add />
                <Button label="Cancel" kind=ButtonKind::Quiet on_press=add />
                <Button
                    label="Delete project"
                    icon=IconName::Trash
                    kind=ButtonKind::Danger
                    on_press=add
                />
                <Button
                    label="Take baseline"
                    on_press=add
                    refusal="There are no tasks to freeze yet."
                />
                <Button
                    label="Filter"
                    icon=IconName::Filter
                    pressed=pressed
                    on_press=move || pressed.update(|on| *on = !*on)
                />
                <ButtonLink label="Open the plan" href="#/plan" icon=IconName::Plan />
                <Badge text=Signal::derive(move || format!("pressed {}", count.get())) />
            </Toolbar>
            <Toolbar label="Buttons with an icon only">
                <IconButton label="Undo" icon=IconName::Undo keys="Ctrl+Z" on_press=add />
                <IconButton
                    label="Redo"
                    icon=IconName::Redo
                    keys="Ctrl+Shift+Z"
                    on_press=add
                    refusal="There is nothing to redo."
                />
                <IconButton
                    label="Group"
                    icon=IconName::Group
                    pressed=pressed
                    on_press=move || pressed.update(|on| *on = !*on)
                />
                <Menu label="More about the project" icon=IconName::More icon_only=true
                    kind=ButtonKind::Quiet entries=Signal::derive(entries) />
                <Menu label="Website relaunch"
 icon=IconName::Folder
                    entries=Signal::derive(entries) />
                <Tooltip text="Shown while it is pointed at">
                    <Badge text="Pointed at" icon=IconName::Info />
                </Tooltip>
                <KeyHint keys="Ctrl+K" />
                <KeyHint keys="G P" />
            </Toolbar>
        </Panel>
        <Panel title="Icons">
            <div class="gallery__icons">{icons}</div>
        </Panel>
    }
    .into_any()
}

fn entries() -> Vec<MenuEntry> {
    vec![
        MenuEntry::Title("Project".to_owned()),
        MenuItem::new("Rename", || ())
            .icon(IconName::Edit)
            .keys("F2")
            .into(),
        MenuItem::new("Duplicate", || ())
            .icon(IconName::Duplicate)
            .into(),
        MenuItem::new("Show done tasks", || ()).checked(true).into(),
        MenuItem::new("Archive", || ())
            .icon(IconName::Archive)
            .refusal(Some("Close the sprint first.".to_owned()))
            .into(),
        MenuEntry::Line,
        MenuItem::new("Delete", || ())
            .icon(IconName::Trash)
            .keys("Del")
            .danger()
            .into(),
    ]
}
