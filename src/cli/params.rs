//! What may stand in a command line. Each option and each argument is declared once, as a [`Param`]; from that come parser,
//! help, completions and man page.

use std::ffi::{OsStr, OsString};

use clap::builder::{OsStringValueParser, PossibleValue, TypedValueParser, ValueHint};
use clap::{Arg, ArgAction, ArgMatches, Command, Error};

use super::{Both, UsageError, Verb};
use crate::report::MessageLang;

/// An option or an argument, and how its value is read.
pub(super) struct Param<T> {
    spec: Spec,
    read: fn(OsString) -> Result<T, UsageError>,
}

/// What is said of an option or an argument.
#[derive(Clone, Copy)]
pub(super) struct Spec {
    /// An option as it is typed, such as `--lang`. An argument has no name.
    pub(super) name: Option<&'static str>,
    /// One letter for the same option.
    short: Option<char>,
    /// How its value is called. A flag has no value.
    value: Option<Both>,
    /// What it does, as a phrase without a full stop at its end. It is empty for an argument, of which the verb's text says more.
    pub(super) about: Both,
    /// The values that there are, if they are few.
    choices: fn() -> Vec<&'static str>,
    /// What a shell may propose.
    hint: ValueHint,
    is_required: bool,
    is_repeated: bool,
    /// Whether the help is silent about it.
    pub(super) is_hidden: bool,
}

/// A text that there is not.
pub(super) const NOTHING: Both = Both { de: "", en: "" };

impl Spec {
    const fn new(name: Option<&'static str>, value: Option<Both>, about: Both) -> Self {
        Self {
            name,
            short: None,
            value,
            about,
            choices: Vec::new,
            hint: ValueHint::Unknown,
            is_required: false,
            is_repeated: false,
            is_hidden: false,
        }
    }

    fn id(&self) -> &'static str {
        self.name
            .or(self.value.map(|value| value.en))
            .unwrap_or_default()
    }

    fn is_flag(&self) -> bool {
        self.value.is_none() && (self.choices)().is_empty()
    }

    /// Returns how the value is called; a few choices without a name are all of them: `de|en`.
    pub(super) fn value(&self, lang: MessageLang) -> String {
        match self.value {
            Some(value) => value.in_lang(lang).to_owned(),
            None => (self.choices)().join("|"),
        }
    }

    /// Returns the parameter as it is typed: `--at MOMENT`.
    pub(super) fn typed(&self, lang: MessageLang) -> String {
        let words = [self.name.unwrap_or_default().to_owned(), self.value(lang)];
        words.join(" ").trim().to_owned()
    }

    /// Returns the parameter as it stands in the line that says how a verb is used: `[--at MOMENT]`.
    pub(super) fn usage(&self, lang: MessageLang) -> String {
        let typed = self.typed(lang);
        let more = if self.is_repeated { "…" } else { "" };
        match self.is_required {
            true => typed + more,
            false => format!("[{typed}]{more}"),
        }
    }

    /// Returns what it does, and which values there are if its name does not say so.
    pub(super) fn explained(&self, lang: MessageLang) -> String {
        let (about, choices) = (self.about.in_lang(lang), (self.choices)());
        if self.value.is_none() || choices.is_empty() {
            return about.to_owned();
        }
        let possible = lang.say("Möglich", "Possible");
        format!("{about}. {possible}: {}", choices.join(", "))
    }
}

impl<T> Param<T> {
    /// Returns the option as it is typed; an argument has no name.
    pub(super) fn name(&self) -> &'static str {
        self.spec.name.unwrap_or_default()
    }

    /// Tells whether a word is this option, without a value behind it.
    pub(super) fn is_typed(&self, word: &OsStr) -> bool {
        let letter = self.spec.short.map(|letter| format!("-{letter}"));
        word == self.name() || letter.is_some_and(|letter| word == &*letter)
    }

    /// Declares an argument: what stands without a name before it.
    pub(super) const fn argument(value: Both, read: fn(OsString) -> Result<T, UsageError>) -> Self {
        let spec = Spec::new(None, Some(value), NOTHING);
        Self { spec, read }
    }

    /// Declares an option with a value.
    pub(super) const fn option(
        name: &'static str,
        value: Both,
        about: Both,
        read: fn(OsString) -> Result<T, UsageError>,
    ) -> Self {
        let spec = Spec::new(Some(name), Some(value), about);
        Self { spec, read }
    }

    /// Declares an option with one of a few values, which need no name.
    pub(super) const fn choice(
        name: &'static str,
        choices: fn() -> Vec<&'static str>,
        about: Both,
        read: fn(OsString) -> Result<T, UsageError>,
    ) -> Self {
        let spec = Spec::new(Some(name), None, about);
        Self { spec, read }.one_of(choices)
    }

    /// Names the values that there are.
    pub(super) const fn one_of(mut self, choices: fn() -> Vec<&'static str>) -> Self {
        self.spec.choices = choices;
        self
    }

    /// Says what a shell may propose as its value.
    pub(super) const fn hint(mut self, hint: ValueHint) -> Self {
        self.spec.hint = hint;
        self
    }

    /// Says that the verb does nothing without it. The verb itself asks for it, since it knows an example.
    pub(super) const fn required(mut self) -> Self {
        self.spec.is_required = true;
        self
    }

    /// Says that it may be given several times. Of another option only the last counts.
    pub(super) const fn repeated(mut self) -> Self {
        self.spec.is_repeated = true;
        self
    }

    /// Names one letter for the same option.
    pub(super) const fn short(mut self, letter: char) -> Self {
        self.spec.short = Some(letter);
        self
    }

    /// Leaves it out of the help.
    pub(super) const fn hidden(mut self) -> Self {
        self.spec.is_hidden = true;
        self
    }
}

impl Param<bool> {
    /// Declares an option without a value.
    pub(super) const fn flag(name: &'static str, about: Both) -> Self {
        let spec = Spec::new(Some(name), None, about);
        Self {
            spec,
            read: |_| Ok(true),
        }
    }
}

/// A [`Param`] of any type.
pub(super) trait Declared {
    /// Returns what is said of it.
    fn spec(&self) -> &Spec;
    /// Returns it for the parser, which gives the text to the completions too.
    fn arg(&self, lang: MessageLang) -> Arg;
}

impl<T: Clone + Send + Sync + 'static> Declared for Param<T> {
    fn spec(&self) -> &Spec {
        &self.spec
    }

    fn arg(&self, lang: MessageLang) -> Arg {
        let Spec {
            value,
            about,
            hint,
            is_repeated,
            ..
        } = self.spec;
        let mut arg = Arg::new(self.spec.id())
            .help(about.in_lang(lang))
            .short(self.spec.short);
        if let Some(name) = self.spec.name {
            arg = arg.long(name.trim_start_matches('-'));
        }
        if self.spec.is_flag() {
            return arg.action(ArgAction::SetTrue);
        }
        if let Some(value) = value {
            arg = arg.value_name(value.in_lang(lang));
        }
        let arg = match is_repeated {
            true => arg.action(ArgAction::Append),
            false => arg.action(ArgAction::Set),
        };
        let reader = Reader {
            read: self.read,
            choices: self.spec.choices,
        };
        arg.value_hint(hint).value_parser(reader)
    }
}

/// Reads a value for clap. The choices are what a shell may propose: more may be understood, such as `en-GB`.
#[derive(Clone)]
struct Reader<T> {
    read: fn(OsString) -> Result<T, UsageError>,
    choices: fn() -> Vec<&'static str>,
}

impl<T: Clone + Send + Sync + 'static> TypedValueParser for Reader<T> {
    type Value = T;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<T, Error> {
        let reader = OsStringValueParser::new().try_map(self.read);
        reader.parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let choices = (self.choices)();
        (!choices.is_empty()).then(|| Box::new(choices.into_iter().map(PossibleValue::new)) as _)
    }
}

/// What stands in a command line, for the verb that declared it.
pub(super) struct CommandLine(ArgMatches);

impl CommandLine {
    /// Takes apart a command line without the program's own name. Returns what stands before a verb and, if there is one, the
    /// verb's name and what stands behind it.
    pub(super) fn parse(
        command: Command,
        args: Vec<OsString>,
    ) -> Result<(Self, Option<(String, Self)>), Error> {
        let mut matches = command.no_binary_name(true).try_get_matches_from(args)?;
        let verb = matches.remove_subcommand();
        Ok((Self(matches), verb.map(|(name, line)| (name, Self(line)))))
    }

    /// Returns the value; the last one, if there are several.
    pub(super) fn value<T: Clone + Send + Sync + 'static>(&self, param: &Param<T>) -> Option<T> {
        self.0.get_one(param.spec.id()).cloned()
    }

    /// Returns each value of a repeated parameter.
    pub(super) fn values<T: Clone + Send + Sync + 'static>(&self, param: &Param<T>) -> Vec<T> {
        let values = self.0.get_many(param.spec.id());
        values.unwrap_or_default().cloned().collect()
    }

    /// Tells whether a flag is set.
    pub(super) fn has(&self, flag: &Param<bool>) -> bool {
        self.0.get_flag(flag.spec.id())
    }
}

/// Returns the whole command line for the parser and the completions.
pub(super) fn command(
    params: impl Iterator<Item = &'static dyn Declared>,
    verbs: &'static [Verb],
    lang: MessageLang,
) -> Command {
    let verb = |verb: &'static Verb| {
        let command = Command::new(verb.name).about(verb.about.in_lang(lang));
        with(command, verb.params(), lang)
    };
    with(Command::new("amtsstatus"), params, lang).subcommands(verbs.iter().map(verb))
}

fn with(
    command: Command,
    params: impl Iterator<Item = &'static dyn Declared>,
    lang: MessageLang,
) -> Command {
    // What clap has of its own speaks English.
    command
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .args_override_self(true)
        .args(params.map(|param| param.arg(lang)))
}
