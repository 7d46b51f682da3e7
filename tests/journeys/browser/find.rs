//! Finding things by role, name and label, as the browser's accessibility tree has them.

use std::collections::BTreeMap;
use std::thread;
use std::time::Duration;

use fantoccini::elements::Element as RawElement;
use serde_json::{Value, json};

use super::{Browser, now};

impl Browser {
    /// The one element of this role and accessible name, once it is there.
    pub(crate) fn find(&self, role: &str, name: &str) -> Element {
        self.find_one(&format!("{role} “{name}”"), |node| {
            node.is(role) && node.name == name
        })
    }

    /// The one element of this role whose name contains `part`, once it is there.
    pub(crate) fn find_like(&self, role: &str, part: &str) -> Element {
        self.find_one(&format!("{role} with “{part}” in its name"), |node| {
            node.is(role) && node.name.contains(part)
        })
    }

    /// The one input that this label names, once it is there.
    pub(crate) fn field(&self, label: &str) -> Element {
        self.find_one(&format!("field “{label}”"), |node| {
            node.is_field() && node.name == label
        })
    }

    /// The names of all elements of this role that are there now, in the order of the page.
    pub(crate) fn names(&self, role: &str) -> Vec<String> {
        self.nodes()
            .into_iter()
            .filter(|node| node.is(role))
            .map(|node| node.name)
            .collect()
    }

    /// Whether such an element is there now.
    pub(crate) fn has(&self, role: &str, name: &str) -> bool {
        self.nodes()
            .iter()
            .any(|node| node.is(role) && node.name == name)
    }

    /// Whether an element of this role is there now whose name contains `part`.
    pub(crate) fn has_like(&self, role: &str, part: &str) -> bool {
        self.names(role).iter().any(|name| name.contains(part))
    }

    /// Waits until such an element is there.
    pub(crate) fn wait_for(&self, role: &str, part: &str) {
        self.wait_until(
            &format!("{role} with “{part}” in its name is there"),
            || self.has_like(role, part),
        );
    }

    /// Waits until no such element is there.
    pub(crate) fn wait_until_gone(&self, role: &str, name: &str) {
        self.wait_until(&format!("{role} “{name}” goes away"), || {
            !self.has(role, name)
        });
    }

    fn find_one(&self, what: &str, fits: impl Fn(&Node) -> bool) -> Element {
        let started = now();
        loop {
            let nodes = self.nodes();
            let found: Vec<&Node> = nodes.iter().filter(|node| fits(node)).collect();
            assert!(
                found.len() < 2,
                "{} elements are a {what}; one was meant",
                found.len()
            );
            // A page that changes meanwhile can take the element away: then look again.
            if let Some(element) = found.first().and_then(|node| self.element(node)) {
                return element;
            }
            assert!(
                started.elapsed() < self.patience.get(),
                "there is no {what}; the page has:\n{}",
                outline(&nodes)
            );
            thread::sleep(Duration::from_millis(30));
        }
    }

    /// Everything that the accessibility tree shows, in the order of the page.
    pub(super) fn nodes(&self) -> Vec<Node> {
        // A page that is just being replaced has no tree for a moment.
        let Ok(answer) = self.try_devtools("Accessibility.getFullAXTree", &json!({})) else {
            return Vec::new();
        };
        let all = answer["nodes"].as_array().map_or(&[][..], Vec::as_slice);
        let by_id: BTreeMap<&str, &Value> = all
            .iter()
            .filter_map(|node| Some((node["nodeId"].as_str()?, node)))
            .collect();
        let mut found = Vec::new();
        let mut waiting: Vec<&Value> = all.iter().take(1).collect();
        while let Some(next) = waiting.pop() {
            let node = Node::read(next);
            let parts_are_its_own = node.as_ref().is_some_and(Node::is_picker);
            found.extend(node);
            if !parts_are_its_own {
                let children = next["childIds"].as_array().map_or(&[][..], Vec::as_slice);
                let children = children.iter().rev().filter_map(Value::as_str);
                waiting.extend(children.filter_map(|id| by_id.get(id).copied()));
            }
        }
        found
    }

    fn element(&self, node: &Node) -> Option<Element> {
        let resolved = self
            .try_devtools("DOM.resolveNode", &json!({ "backendNodeId": node.dom }))
            .ok()?;
        let call = json!({
            "objectId": resolved["object"]["objectId"],
            "functionDeclaration":
                "function () { globalThis.journeyFound = this.nodeType === 1 ? this : this.parentElement; }",
        });
        self.try_devtools("Runtime.callFunctionOn", &call).ok()?;
        let found = self
            .try_block(
                self.client
                    .execute("return globalThis.journeyFound", Vec::new()),
            )
            .ok()?;
        let raw: fantoccini::elements::ElementRef = found
            .as_object()?
            .values()
            .next()?
            .as_str()?
            .to_owned()
            .into();
        Some(Element {
            raw: RawElement::from_element_id(self.client.clone(), raw),
        })
    }
}

/// An element of the page as it stood when it was found.
pub(crate) struct Element {
    pub(super) raw: RawElement,
}

impl Element {
    pub(super) fn as_argument(&self) -> Value {
        json!({ "element-6066-11e4-a52e-4f735466cecf": self.raw.element_id().to_string() })
    }
}

/// What the accessibility tree says about one element.
pub(super) struct Node {
    pub(super) role: String,
    pub(super) name: String,
    dom: u64,
    pub(super) focused: bool,
}

impl Node {
    fn read(node: &Value) -> Option<Self> {
        if node["ignored"] == true {
            return None;
        }
        let role = node["role"]["value"].as_str()?;
        let dom = node["backendDOMNodeId"].as_u64()?;
        if matches!(
            role,
            "none" | "generic" | "InlineTextBox" | "RootWebArea" | "LabelText"
        ) {
            return None;
        }
        let name = node["name"]["value"].as_str().unwrap_or_default();
        let properties = node["properties"].as_array().map_or(&[][..], Vec::as_slice);
        let focused = properties
            .iter()
            .any(|property| property["name"] == "focused" && property["value"]["value"] == true);
        Some(Self {
            role: role.to_owned(),
            name: name.split_whitespace().collect::<Vec<_>>().join(" "),
            dom,
            focused,
        })
    }

    fn is(&self, role: &str) -> bool {
        self.role == role
    }

    /// Whether the browser fills it with parts of its own, which no page has written.
    fn is_picker(&self) -> bool {
        matches!(
            self.role.as_str(),
            "Date" | "DateTime" | "InputTime" | "ColorWell"
        )
    }

    fn is_field(&self) -> bool {
        self.is_picker()
            || matches!(
                self.role.as_str(),
                "textbox"
                    | "searchbox"
                    | "combobox"
                    | "listbox"
                    | "spinbutton"
                    | "slider"
                    | "checkbox"
                    | "switch"
                    | "radio"
            )
    }
}

/// What a failing journey shows of the page.
pub(super) fn outline(nodes: &[Node]) -> String {
    let lines: Vec<String> = nodes
        .iter()
        .map(|node| format!("  {} “{}”", node.role, node.name))
        .collect();
    lines.join("\n")
}
