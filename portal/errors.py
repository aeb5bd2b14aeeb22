"""How the door refuses: a code for programs, a sentence and a way on for the citizen."""

from __future__ import annotations

import math
from typing import Any

from portal.wording import phone, sentence

STATUS = {
    "bad_request": 400,
    "fact_unknown": 400,
    "bad_phone": 400,
    "bad_name": 400,
    "bad_beneficiary": 400,
    "bad_place": 400,
    "bad_code": 400,
    "no_consent": 400,
    "no_such_window": 400,
    "errand_unknown": 400,
    "township_unknown": 400,
    "when_unknown": 400,
    "no_token": 401,
    "bad_token": 401,
    "token_expired": 401,
    "session_unknown": 401,
    "session_full": 401,
    "origin_not_allowed": 403,
    "not_found": 404,
    "message_unknown": 404,
    "appointment_unknown": 404,
    "complaint_unknown": 404,
    "service_unknown": 404,
    "event_unknown": 404,
    "evidence_unknown": 404,
    "pledge_unknown": 404,
    "code_wrong": 404,
    "notice_changed": 409,
    "choice_outdated": 409,
    "message_id_reused": 409,
    "too_many_streams": 409,
    "taken": 409,
    "limit": 409,
    "not_verified": 409,
    "no_sms": 409,
    "wrong_state": 409,
    "too_late": 409,
    "too_often": 409,
    "code_outdated": 410,
    "hold_expired": 410,
    "page_expired": 410,
    "too_large": 413,
    "too_many_sessions": 429,
    "too_fast": 429,
    "too_many_waiting": 429,
    "too_many_codes": 429,
    "too_many_tries": 429,
    "too_many_holds": 429,
    "verify_first": 429,
    "failed": 500,
    "assistant_away": 503,
    "busy": 503,
    "store_away": 503,
    "knowledge_away": 503,
    "booking_away": 503,
}


class Refused(Exception):
    """The request isn't served; ``code`` is a key of STATUS and of wording.yml."""

    def __init__(
        self, code: str, detail: str = "", retry_after: float | None = None, **more: Any
    ) -> None:
        super().__init__(code)
        self.code = code
        self.status = STATUS[code]
        self.retry_after = None if retry_after is None else max(1, math.ceil(retry_after))
        self._detail, self._more = detail, more

    @property
    def body(self) -> dict[str, Any]:
        """The error's JSON, as in docs/developers/door.md."""
        body = {"error": self.code, "text": sentence(self.code), "phone": phone(), **self._more}
        if self.retry_after is not None:
            body["retry_after"] = self.retry_after
        if self._detail:
            body["detail"] = self._detail
        return body

    @property
    def headers(self) -> dict[str, str]:
        """``Retry-After`` where it makes sense to come back."""
        return {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
