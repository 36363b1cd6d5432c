//! One case: what is next and who does it, until when and why, who takes part, what happened. Owns what stands where; what a reader sees of a case is `casework`'s, and deciding in it `case_acts`'.

use super::{Answer, case_between, case_erase, case_people, drafts, page};
use crate::WebState;
use crate::parts::{Event, Fact, Heading, Line, Link, Notice, Tone};
use crate::views::{CasePage, ClockLine, TaskLine, badge};
use crate::visit::Caller;
use crate::words;
use axum::extract::{Path, State};
use calendar::{Date, relative_day};
use casework::{
    CONSENT_GIVERS, CONSENT_LANGUAGES, CaseView, ClockView, ConferenceView, ConsentView, KEEPER, LettingIn, MemberView,
    MoveView, TaskView, TimelineEntry,
};
use language::{Lang, Message, phrase, say};
use rules::Phase;
use service_kit::{Context, agency_kind};

/// The address of a case.
pub(super) fn address(id: &str) -> String {
    format!("/cases/{}", words::segment(id))
}

/// `GET /cases/{id}`
pub(crate) async fn show(State(state): State<WebState>, caller: Caller, Path(id): Path<String>) -> Answer {
    let (lang, context) = (caller.visit.lang, &caller.context);
    let case = state.casework.case(context, &id).await?;
    let title = titled(&case, lang);
    let since = say(lang, &Message::new("web-case-since").with("when", words::long_day(case.since, lang)));
    let lead: Vec<&str> = [case.called.get(lang), case.state.get(lang), &since, case.note.get(lang)]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    let reader = Reader { case: &case, context, lang };
    page(&CasePage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title)
            .lead(lead.join(" · "))
            .under([Link::new("/cases", phrase(lang, "web-cases-title"))]),
        notices: reader.notices(),
        tasks: reader.tasks(),
        unfinished: drafts::of_case(&state, &caller, &id).await?,
        unfinished_lead: drafts::limits(lang),
        clocks: reader.clocks(|phase| !is_to_come(phase)),
        clocks_to_come: reader.clocks(is_to_come),
        decided: case.conferences.iter().filter_map(|one| reader.decided(one)).collect(),
        forms: case.forms.iter().map(|(form, title)| Link::new(reader.fill_in(form, ""), title.get(lang))).collect(),
        from_this: reader.leads_on(&state),
        consents: case.consents.iter().map(|consent| reader.consent(consent)).collect(),
        note_consent: (case.keeps && case.may_work).then(|| format!("{}/consent", address(&case.id))),
        keeps: case.keeps,
        referrals: case_between::lines(&case, context, lang),
        refer: case.may_refer.then(|| format!("{}/refer", address(&case.id))),
        people: (!case.people.is_empty() || !case.roles.is_empty()).then(|| case_people::lines(&case, lang)),
        add_person: case_people::add(&case, lang),
        members: case.members.iter().map(|member| reader.member(member)).collect(),
        acts: reader.acts(),
        events: case.timeline.iter().map(|entry| reader.event(entry)).collect(),
    })
}

/// How a case is called.
pub(super) fn titled(case: &CaseView, lang: Lang) -> String {
    format!("{} · {}", case.code, case.kind.get(lang))
}

struct Reader<'c> {
    case: &'c CaseView,
    context: &'c Context,
    lang: Lang,
}

impl Reader<'_> {
    fn act(&self, act: &str, of: &str) -> String {
        format!("{}/{act}/{}", address(&self.case.id), words::segment(of))
    }

    fn fill_in(&self, form: &str, step: &str) -> String {
        words::query(&format!("/records/{form}/new"), &[("case", &self.case.id), ("step", step)])
    }

    fn notices(&self) -> Vec<Notice> {
        let late = self.case.clocks.iter().filter(|clock| clock.phase == Phase::Overdue);
        let told = |clock: &ClockView| {
            let says = clock.says.as_ref().map(|says| say(self.lang, says)).unwrap_or_default();
            Notice::new(Tone::Bad, format!("{} · {says}", clock.title.get(self.lang)))
        };
        let ended = self.case.is_closed.then(|| Notice::new(Tone::Good, phrase(self.lang, "web-case-ended")));
        case_between::notices(self.case, self.lang).into_iter().chain(late.map(told)).chain(ended).collect()
    }

    fn clocks(&self, which: fn(Phase) -> bool) -> Vec<ClockLine> {
        let mut shown: Vec<_> = self.case.clocks.iter().filter(|clock| which(clock.phase)).collect();
        shown.sort_by_key(|clock| match clock.phase {
            Phase::Overdue => 0,
            Phase::Near => 1,
            Phase::Running => 2,
            _ => 3,
        });
        shown.into_iter().map(|clock| clock_line(clock, self.lang)).collect()
    }

    /// What waits for an answer first, then what is decided together, what is due, what can be done, and what cannot and why.
    fn tasks(&self) -> Vec<TaskLine> {
        let mut tasks: Vec<TaskLine> = self.case.letting_in.iter().map(|one| self.letting_in(one)).collect();
        tasks.extend(case_between::tasks(self.case, self.lang));
        tasks.extend(self.case.asked.iter().map(|step| self.asked(step)));
        tasks.extend(self.nobody_answers());
        tasks.extend(self.no_consent_yet());
        tasks.extend(self.not_yet_in());
        let due = |one: &&ConferenceView| one.is_due && one.is_awaited;
        tasks.extend(self.case.conferences.iter().filter(due).map(|one| self.conference(one)));
        let mut todo: Vec<&TaskView> = self.case.tasks.iter().collect();
        todo.sort_by_key(|task| !task.is_overdue);
        tasks.extend(todo.into_iter().map(|task| self.task(task)));
        // A move that does what is to be done stands with it.
        let done = |step: &&MoveView| self.case.tasks.iter().any(|task| task.step.as_ref() == Some(&step.id));
        let moves = self.case.moves.iter().filter(|step| !done(step));
        let (open, shut): (Vec<_>, Vec<_>) = moves.partition(|step| step.hindrance.is_none());
        tasks.extend(open.into_iter().chain(shut).map(|step| self.step(step)));
        // What was decided can be decided anew, which nothing waits for.
        let again = |one: &&ConferenceView| one.is_due && !one.is_awaited;
        tasks.extend(self.case.conferences.iter().filter(again).map(|one| self.conference(one)));
        tasks.extend(self.erasure());
        tasks
    }

    /// What waits for a second person before the file is erased.
    fn erasure(&self) -> Option<TaskLine> {
        let asked = self.case.erasure.as_ref()?.asked.as_ref()?;
        let link = |act: &str, key: &str| Link::new(self.act("erase", act), phrase(self.lang, key));
        let confirm = asked.may_confirm.then(|| link("confirm", "web-erase-confirm"));
        Some(TaskLine {
            tone: Tone::Warn,
            title: phrase(self.lang, "web-erase"),
            text: case_erase::why(asked, self.lang),
            actions: confirm.into_iter().chain([link("refuse", "web-erase-refuse")]).collect(),
        })
    }

    fn letting_in(&self, one: &LettingIn) -> TaskLine {
        let lang = self.lang;
        let why = Message::new("web-letting-in-why")
            .with("person", one.asked_by.as_str())
            .with("reason", one.reason.as_str());
        let link = |act: &str, key: &str| Link::new(self.act(act, &one.agency_id), phrase(lang, key));
        let actions = [
            one.may_confirm.then(|| link("let-in", "web-letting-in-confirm")),
            self.case.may_invite.then(|| link("keep-out", "web-letting-in-refuse")),
        ];
        TaskLine {
            tone: Tone::Warn,
            title: say(lang, &Message::new("web-letting-in").with("agency", one.agency.as_str())),
            text: say(lang, &why),
            actions: actions.into_iter().flatten().collect(),
        }
    }

    /// That nobody in the reader's agency answers for the case.
    fn nobody_answers(&self) -> Option<TaskLine> {
        let mut own =
            self.case.members.iter().filter(|one| one.agency_id == self.context.actor.agency_id && one.is_open);
        let is_nobodys = own.any(|member| member.owner.is_empty()) && self.case.may_lead && !self.case.is_closed;
        let assign = || Link::new(format!("{}/assign", address(&self.case.id)), phrase(self.lang, "web-case-assign"));
        is_nobodys.then(|| TaskLine {
            tone: Tone::Warn,
            title: phrase(self.lang, "web-case-nobody-here"),
            text: String::new(),
            actions: vec![assign()],
        })
    }

    /// That consent comes first where agencies are to meet.
    fn no_consent_yet(&self) -> Option<TaskLine> {
        let case = self.case;
        let alone = case.members.iter().filter(|member| member.is_open).count() < 2;
        let lacks = case.meets && case.keeps && case.may_work && !case.is_closed && alone && case.consents.is_empty();
        lacks.then(|| TaskLine {
            tone: Tone::Plain,
            title: phrase(self.lang, "web-case-no-consent"),
            text: phrase(self.lang, "web-case-no-consent-text"),
            actions: vec![Link::new(format!("{}/consent", address(&case.id)), phrase(self.lang, "web-consent-note"))],
        })
    }

    /// Agencies for which consent holds and which do not take part.
    fn not_yet_in(&self) -> Option<TaskLine> {
        let names: Vec<&str> = self.case.not_yet_in.iter().map(String::as_str).collect();
        (self.case.may_invite && !names.is_empty()).then(|| TaskLine {
            tone: Tone::Warn,
            title: phrase(self.lang, "web-case-not-yet-in"),
            text: names.join(", "),
            actions: vec![Link::new(
                format!("{}/let-in", address(&self.case.id)),
                phrase(self.lang, "web-case-invite"),
            )],
        })
    }

    fn consent(&self, one: &ConsentView) -> Line {
        let lang = self.lang;
        let key = |known: &[(&str, &'static str)], id: &str| {
            known.iter().find(|(one, _)| *one == id).map_or_else(|| id.to_owned(), |(_, key)| phrase(lang, key))
        };
        let given = Message::new("web-consent-given")
            .with("by", key(&CONSENT_GIVERS, &one.consent.by))
            .with("language", key(&CONSENT_LANGUAGES, &one.consent.language));
        let assent = one
            .consent
            .assent
            .map(|agrees| phrase(lang, if agrees { "web-consent-assent-yes" } else { "web-consent-assent-no" }));
        let until = one.consent.until.as_ref().and_then(|until| until.parse().ok());
        let until =
            until.map(|until| Message::new("web-consent-until-day").with("until", words::long_day(until, lang)));
        let (tone, standing) = match (one.is_withdrawn, one.holds) {
            (true, _) => (Tone::Bad, "web-consent-withdrawn"),
            (false, true) => (Tone::Good, "web-consent-holds"),
            (false, false) => (Tone::Warn, "web-consent-over"),
        };
        let parts = [
            Some(words::long_day(one.on, lang)),
            Some(say(lang, &given)),
            assent,
            until.map(|until| say(lang, &until)),
        ];
        let withdraw =
            || Link::new(self.act("withdraw", &one.number.to_string()), phrase(lang, "web-consent-withdraw"));
        Line {
            title: one.agencies.join(", "),
            text: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            badge: badge(tone, phrase(lang, standing)),
            action: (self.case.may_work && !one.is_withdrawn).then(withdraw),
            ..Line::default()
        }
    }

    fn asked(&self, step: &MoveView) -> TaskLine {
        let lang = self.lang;
        let title = say(lang, &Message::new("web-case-asked").with("move", step.title.get(lang)));
        let waits = step.is_asked_for.then(|| phrase(lang, "web-case-asked-text"));
        let text = step.hindrance.as_ref().map(|why| say(lang, why)).or(waits).unwrap_or_default();
        let may_answer = self.case.may_lead && !step.is_asked_for;
        let answers = [
            step.hindrance.is_none().then(|| Link::new(self.act("move", &step.id), phrase(lang, "web-case-approve"))),
            Some(Link::new(self.act("decline", &step.id), phrase(lang, "web-case-decline"))),
        ];
        let actions = if may_answer { answers.into_iter().flatten().collect() } else { Vec::new() };
        TaskLine { tone: Tone::Warn, title, text, actions }
    }

    fn conference(&self, one: &ConferenceView) -> TaskLine {
        let lang = self.lang;
        let missing: Vec<String> = one.missing.iter().map(|kind| phrase(lang, agency_kind(kind))).collect();
        let mut text = match missing.is_empty() {
            true if self.case.may_lead => phrase(lang, "web-case-conference-text"),
            true => phrase(lang, "web-case-conference-wait"),
            false => say(lang, &Message::new("web-case-missing").with("kinds", missing.join(", "))),
        };
        if !missing.is_empty() && !self.case.may_invite {
            text = format!("{text} · {}", phrase(lang, "web-case-missing-wait"));
        }
        let decide = self.case.may_lead && missing.is_empty();
        let invite = self.case.may_invite && !missing.is_empty();
        let actions = [
            decide.then(|| Link::new(self.act("conference", &one.id), phrase(lang, "web-case-decide"))),
            invite.then(|| Link::new(format!("{}/invite", address(&self.case.id)), phrase(lang, "web-case-invite"))),
        ];
        TaskLine {
            tone: Tone::Warn,
            title: one.title.get(lang).to_owned(),
            text,
            actions: actions.into_iter().flatten().collect(),
        }
    }

    fn task(&self, task: &TaskView) -> TaskLine {
        let lang = self.lang;
        let step = self.case.moves.iter().find(|step| task.step.as_ref() == Some(&step.id));
        let fill_in = |form: &String| Link::new(self.fill_in(form, ""), phrase(lang, "web-case-fill-in"));
        let action = step.map(|step| self.way(step)).or_else(|| task.form.as_ref().map(fill_in));
        TaskLine {
            tone: if task.is_overdue { Tone::Bad } else { Tone::Plain },
            title: task.title.get(lang).to_owned(),
            text: task.due.as_ref().map(|due| say(lang, due)).unwrap_or_default(),
            actions: action.into_iter().filter(|_| self.case.may_work).collect(),
        }
    }

    /// Where a move is made: in its form, or on a page that says what will happen.
    fn way(&self, step: &MoveView) -> Link {
        match &step.form {
            Some(form) => Link::new(self.fill_in(form, &step.id), phrase(self.lang, "web-case-fill-in")),
            None => Link::new(self.act("move", &step.id), phrase(self.lang, "web-case-do")),
        }
    }

    fn step(&self, step: &MoveView) -> TaskLine {
        let lang = self.lang;
        let approval = step.is_asked_for.then(|| phrase(lang, "web-case-will-be-asked"));
        let text = step.hindrance.as_ref().map(|why| say(lang, why)).or(approval).unwrap_or_default();
        TaskLine {
            tone: if step.hindrance.is_none() { Tone::Good } else { Tone::Plain },
            title: step.title.get(lang).to_owned(),
            text,
            actions: if step.hindrance.is_none() { vec![self.way(step)] } else { Vec::new() },
        }
    }

    /// The forms by which another kind of case is opened from this one.
    fn leads_on(&self, state: &WebState) -> Vec<Link> {
        let forms = if self.case.may_work { state.casework.opening_forms(self.context) } else { Vec::new() };
        let others = forms.into_iter().filter(|one| one.pack != self.case.pack);
        others.map(|one| Link::new(self.fill_in(&one.form, ""), one.title.get(self.lang))).collect()
    }

    fn decided(&self, one: &ConferenceView) -> Option<Fact> {
        let (outcome, on) = one.decided.as_ref()?;
        let value = format!("{} · {}", outcome.get(self.lang), words::long_day(*on, self.lang));
        Some(Fact::new(one.title.get(self.lang), value))
    }

    fn member(&self, member: &MemberView) -> Line {
        let lang = self.lang;
        let nobody = || phrase(lang, "web-case-nobody");
        let owner = Some(&member.owner).filter(|owner| !owner.is_empty()).cloned().unwrap_or_else(nobody);
        let left = (!member.is_open).then(|| badge(Tone::Plain, phrase(lang, "web-case-left"))).flatten();
        let may_end = self.case.may_invite && member.is_open && member.as_kind != KEEPER;
        let end = || Link::new(self.act("end", &member.agency_id), phrase(lang, "web-case-end"));
        Line {
            title: member.agency.clone(),
            text: format!("{} · {owner}", phrase(lang, agency_kind(&member.as_kind))),
            badge: left,
            action: may_end.then(end),
            ..Line::default()
        }
    }

    fn acts(&self) -> Vec<Link> {
        let at = address(&self.case.id);
        let link = |act: &str, key: &str| Link::new(format!("{at}/{act}"), phrase(self.lang, key));
        let invite = self.case.may_invite.then(|| link("invite", "web-case-invite"));
        let assign = self.case.may_lead.then(|| link("assign", "web-case-assign"));
        let may_erase = self.case.erasure.as_ref().is_some_and(|erasure| erasure.may_ask);
        let erase = may_erase.then(|| link("erase", "web-erase"));
        invite.into_iter().chain(assign).chain(erase).collect()
    }

    fn event(&self, entry: &TimelineEntry) -> Event {
        let record = |id: &String| format!("{}/records/{}", address(&self.case.id), words::segment(id));
        Event {
            when: near(entry.on, self.context.today(), self.lang),
            exact: words::long_day(entry.on, self.lang),
            title: say(self.lang, &entry.what),
            href: entry.record.as_ref().map(record).or_else(|| entry.case.as_deref().map(address)).unwrap_or_default(),
            who: format!("{} · {}", entry.author, entry.agency),
            ..Event::default()
        }
    }
}

fn is_to_come(phase: Phase) -> bool {
    matches!(phase, Phase::Waiting | Phase::Closed)
}

fn near(day: Date, today: Date, lang: Lang) -> String {
    say(lang, &relative_day(day, today))
}

pub(super) fn clock_line(clock: &ClockView, lang: Lang) -> ClockLine {
    let tone = match clock.phase {
        Phase::Overdue => Tone::Bad,
        Phase::Near => Tone::Warn,
        Phase::Met => Tone::Good,
        _ => Tone::Plain,
    };
    ClockLine {
        title: clock.title.get(lang).to_owned(),
        why: clock.why.as_ref().map(|why| say(lang, why)).unwrap_or_default(),
        origin: say(lang, &clock.origin),
        badge: clock.says.as_ref().and_then(|says| badge(tone, say(lang, says))),
    }
}
