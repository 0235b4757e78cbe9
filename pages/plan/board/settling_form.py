"""How a finding is settled: what is asked depends on the way chosen. Nothing typed is lost: every way has its draft.

The form remembers the conditions as they were on the screen, versions and texts. One that changed meanwhile is shown
beside what was seen, and nothing is decided blind.
"""

from collections.abc import Sequence
from typing import Any

import streamlit as st
from markupsafe import Markup

from models.terms import Resolution, Tier
from pages.frame.choices import any_day, one_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import show
from pages.frame.prohibitions import mind_prohibitions
from pages.frame.refusal import sentence
from pages.frame.two_texts import beside
from pages.frame.writing import writing_area
from pages.plan.action_fields import homes_of, new_fields, order_of, proof_fields, when_fields, who_fields
from pages.plan.board.do_or_leave import do_or_leave
from pages.plan.board.laid import Laid, held, hold, mark_of
from pages.plan.board.prefilled import waiting, wording
from pages.plan.board.ways import BY_ACTION, Way
from services.conditions.facts import ConditionView
from services.conditions.rules import LONGEST_TEXT
from services.errors import ServiceError
from services.plans.orders import Settle
from services.plans.settling import settle
from services.unit_of_work import ChangedMeanwhile
from services.wording.labels import organisation_label


class SettlingForm:
    """The form of one way to settle the finding `key` between `views`; `tier` is the narrowest of theirs."""

    def __init__(self, laid: Laid, key: str, way: Way, views: Sequence[ConditionView], tier: str) -> None:
        self.laid, self.key, self.way, self.views = laid, key, way, tuple(views)
        self.say, self.mark = laid.say, mark_of(key)
        name = f"settle.{self.mark}.{mark_of(way.id)}"
        self.form = DraftForm(laid.screen, name, self._defaults(tier), laid.case_id)
        if laid.shared and not {self.form["tier"], self.form["if_not_tier"]} <= {tier, Tier.PARTNERS, Tier.VICTIM}:
            # What was typed on one's own screen for fewer readers does not come onto the one that everybody looks at.
            self.form = DraftForm(laid.screen, f"{name}.all", self._defaults(tier), laid.case_id)

    def draw(self, button: str) -> None:
        """Draws the fields and the button that settles; what cannot be kept is said above them."""
        self._problem()
        self._changed()
        if self.way.resolution in BY_ACTION:
            self._agreement()
        elif self.way.resolution is Resolution.UNRESOLVED:
            self._open_point()
        elif self.way.resolution is Resolution.MERGED:
            self._merged()
        else:
            self._reason()
        self.form.status(quiet=True)
        leave = self.say("Not like this after all")
        back, key = lambda: hold(self.key, "way", None), self.laid.agree_key
        do_or_leave(f"settle_{self.mark}", button, self._settle, leave, back, key)

    def _defaults(self, tier: str) -> dict[str, Any]:
        before = self.laid.state.board.settled.get(self.key)
        suggested = wording(self.say, self.way.resolution, self.views)
        longest = max(self.views, key=lambda view: len(view.text)) if self.views else None
        return (
            new_fields(self.laid.screen)
            | {
                "what": suggested,
                "suggested": suggested,
                "tier": tier,
                "if_not_tier": tier,
                "settlement": self.laid.screen.work.chance.id(),
                "before": before.id if before else "",
                "seen": [[view.id, view.version] for view in self.views],
                "texts": [view.text for view in self.views],
                "reason": "",
                "text": longest.text if longest else "",
                "goes_on": self.views[0].id if self.views else "",
                "open_owner": None,
                "open_on": None,
            }
            | (waiting(self.views) if self.way.resolution is Resolution.HOLD_STANDS else {})
        )

    def _agreement(self) -> None:
        say, form, screen = self.say, self.form, self.laid.screen
        left, right = st.columns([1, 1.15], gap="medium")
        with left:
            court = self.way.resolution is Resolution.TO_COURT
            who_fields(screen, self.laid.state, form, say("Who goes to court") if court else say("Who does it"))
            when_fields(screen, form)
        with right:
            hint = say("One agreement, with one verb: who does what. Both wordings stand here to begin with.")
            hint = hint if self.way.resolution is Resolution.AGREEMENT and len(self.views) > 1 else ""
            title = say("This is how it comes into the plan")
            writing_area(form, "what", title, height=170, longest=LONGEST_TEXT, help=hint)
            mind_prohibitions(say, str(form["what"]), self.laid.state.facts)
            proof_fields(screen, self.laid.state, form)

    def _open_point(self) -> None:
        say, form = self.say, self.form
        left, right = st.columns([1, 1.15], gap="medium")
        with left:
            homes = homes_of(say, self.laid.state, form)
            one_choice(say, form, "open_owner", say("Who takes this further"), homes)
            any_day(form, "open_on", say("By when (optional)"))
        with right:
            title = say("Why it stays open. The plan shows both positions and this reason.")
            writing_area(form, "reason", title, height=110, longest=LONGEST_TEXT)

    def _merged(self) -> None:
        say, form = self.say, self.form
        numbers = {view.id: f"V{view.number} · {organisation_label(say, view.organisation)}" for view in self.views}
        st.radio(
            say("Which one goes on"),
            list(numbers),
            format_func=lambda which: numbers.get(which, ""),
            key=form.key("goes_on"),
            horizontal=True,
            on_change=form.save,
        )
        title = say("This is how it comes into the plan")
        writing_area(form, "text", title, height=110, longest=LONGEST_TEXT)
        mind_prohibitions(say, str(form["text"]), self.laid.state.facts)

    def _reason(self) -> None:
        say, title = self.say, self.say("Why")
        if self.way.stands:
            other = next((view for view in self.views if view.id != self.way.stands), None)
            home = organisation_label(say, other.organisation) if other else ""
            number = other.number if other else 0
            title = say("Why does V{n} lapse? {organisation} sees this reason.", n=number, organisation=home)
        writing_area(self.form, "reason", title, height=110, longest=LONGEST_TEXT)

    def _settle(self) -> None:
        """The button's callback: settles, or leaves in the session why not."""
        if self._untouched():
            hold(self.key, "untouched", True)
            return
        try:
            settle(self.laid.screen.work, self._order())
        except ChangedMeanwhile:
            hold(self.key, "changed", True)
        except ServiceError as refusal:
            hold(self.key, "problem", refusal)
            st.session_state[f"board.{self.laid.case_id}.refused"] = self.key
        else:
            self.form.discard()
            for what in ("way", "changed", "reopened"):
                hold(self.key, what, None)

    def _untouched(self) -> bool:
        """Whether an agreement still says both: two that clash are no agreement."""
        both = self.way.resolution is Resolution.AGREEMENT and len(self.views) > 1
        return both and str(self.form["what"]).strip() == str(self.form["suggested"]).strip()

    def _order(self) -> Settle:
        form, resolution = self.form, self.way.resolution
        return Settle(
            case_id=self.laid.case_id,
            finding=self.key,
            resolution=resolution,
            seen=tuple((str(name), int(version)) for name, version in form["seen"]),
            settlement_id=str(form["settlement"]),
            seen_settlement=str(form["before"]),
            stands=str(form["goes_on"]) if resolution is Resolution.MERGED else self.way.stands,
            action=order_of(form, self.laid.state) if resolution in BY_ACTION else None,
            text=str(form["text"]) if resolution is Resolution.MERGED else "",
            reason=str(form["reason"]),
            owner=form["open_owner"] or "" if resolution is Resolution.UNRESOLVED else "",
            due_on=form["open_on"] if resolution is Resolution.UNRESOLVED else None,
        )

    def _problem(self) -> None:
        if held(self.key, "untouched"):
            hold(self.key, "untouched", None)
            text = self.say("Both wordings still stand there unchanged. Make one agreement of them first.")
            show(Markup('<p class="stop" role="alert">{}</p>').format(text))
        if isinstance(problem := held(self.key, "problem"), ServiceError):
            hold(self.key, "problem", None)
            show(Markup('<p class="stop" role="alert">{}</p>').format(sentence(problem, self.say)))

    def _changed(self) -> None:
        """What was on the screen beside what stands now; nothing was decided."""
        if not held(self.key, "changed"):
            return
        say = self.say
        pairs = zip(self.form["seen"], self.form["texts"], strict=False)
        known = [(self.laid.views[name], seen) for (name, _), seen in pairs if name in self.laid.views]
        others = [(view, seen) for view, seen in known if view.text != seen]
        text = say("This was changed while you were deciding. Nothing has been decided; look at both texts.")
        if not others:
            text = say(
                "This was changed while you were deciding, but not its words. Nothing has been decided; look above how "
                "it stands now."
            )
        show(Markup('<p class="mind" role="alert">{}</p>').format(text))
        for view, seen in others:
            was, now = say("V{n} as you saw it", n=view.number), say("What stands there now")
            show(beside(was, seen, now, view.text))
        looked = say("I have seen both texts") if others else say("I have looked at it")
        st.button(looked, key=f"settle_{self.mark}_seen", on_click=self._go_on)

    def _go_on(self) -> None:
        before = self.laid.state.board.settled.get(self.key)
        self.form["seen"] = [[view.id, view.version] for view in self.views]
        self.form["texts"] = [view.text for view in self.views]
        self.form["before"] = before.id if before else ""
        self.form.save()
        hold(self.key, "changed", None)
