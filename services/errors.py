"""The root of every refusal. Each room's errors stand beside the verb that raises them and subclass `ServiceError`.

ServiceError
├── access     NotAllowed
├── unit_of_work  ChangedMeanwhile, NestedWork
├── directory  SignInRefused, SecondFactorRefused, InvitationRefused, ...
├── cases      CaseFieldWrong, ...
├── meetings   PartnersMissing, SlotInPast, ...
├── contacts   ContactWrong, ImportRefused
├── conditions ...
├── plans      AdoptionBlocked, ...
├── documents  LeakFound, EditionUnknown
├── route_map  RouteMapWrong
├── vocabulary VocabularyWrong, NormWrong
└── settings   SettingWrong

A refusal carries a `code` and fields, never a sentence and never case content: `pages/frame/refusal.py` alone turns a
code into words, in both languages. The fields must therefore be ids, numbers, dates or terms.
"""

from typing import Any, ClassVar


class ServiceError(Exception):
    """A refusal with a reason that a person can act on.

    `code` names the reason (`room.reason`); keyword arguments become `fields` for the sentence.
    """

    code: ClassVar[str] = "service.refused"

    def __init__(self, **fields: Any) -> None:
        self.fields = fields
        super().__init__(self.code)

    @classmethod
    def all_codes(cls) -> dict[str, type["ServiceError"]]:
        """Every code of the tree with its class; the refusal sentences are checked against it."""
        found = {cls.code: cls}
        for child in cls.__subclasses__():
            found |= child.all_codes()
        return found
