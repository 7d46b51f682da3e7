//! Questions that come up in every last mile, each with what to do about it here.

use super::{Spot, spot};

/// A question, a short answer and the ways to act on it.
#[derive(Debug)]
pub struct Question {
    /// The question.
    pub title: &'static str,
    /// The answer.
    pub answer: &'static [&'static str],
    /// Where to act on it.
    pub at: &'static [Spot],
}

/// The questions.
pub const QUESTIONS: &[Question] = &[
    Question {
        title: "We are spread over places and time zones. Does this still work?",
        answer: &[
            "Yes, if you say more than seems necessary. Nobody overhears anything, so what is not written down does not exist.",
            "Let each person enter their own update when their day ends; hold the daily round on video where hours overlap; and send the status to those who cannot be there.",
        ],
        at: &[
            spot("execute", "standup", "Enter an update"),
            spot("plan", "rhythm", "Set who hears what"),
            spot("share", "", "Send the file or a report"),
        ],
    },
    Question {
        title: "One stakeholder keeps asking for more. What do I say?",
        answer: &[
            "“Gladly: let us see what it costs.” Write the request down and show what it does to the date before anyone says yes.",
            "If the project fails without it, ask what gives way in return. If not, it goes to the next phase, where it is not forgotten.",
        ],
        at: &[
            spot("risks", "changes", "Write the request down"),
            spot("audit", "scope", "Show how much was added"),
        ],
    },
    Question {
        title: "It always takes longer than we said. How do we estimate better?",
        answer: &[
            "Stop guessing harder. Write down what tasks took, and let the forecast correct you with it: after some twenty pairs it knows your habits.",
            "Break tasks down until none is larger than two days, and keep a buffer of 20 to 30 % for what nobody can know.",
        ],
        at: &[
            spot("review", "estimates", "See how far you are off"),
            spot("plan", "breakdown", "Break tasks down"),
            spot("plan", "buffer", "Size the buffer"),
        ],
    },
    Question {
        title: "One task at a time, or several?",
        answer: &[
            "One. Each switch costs the thread, and the end is where lost threads become faults.",
            "Helping someone on the most critical task is not a second task: it is the first one, shared.",
        ],
        at: &[
            spot("execute", "board", "See who has several"),
            spot("execute", "swarm", "See where help pays"),
        ],
    },
];
