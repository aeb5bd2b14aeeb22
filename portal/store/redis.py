"""The store in Redis, where several machines share the door.

Everything of a session hangs under ``door:{id}`` and expires with it. Lua scripts make each call
atomic (https://redis.io/docs/latest/develop/programmability/eval-intro/); they are written so that
a session forgotten meanwhile leaves nothing behind.
"""

from __future__ import annotations

import json
from typing import Any

from redis import Redis

from portal.store.model import MOST_MESSAGES, STALE, Claim, Event, Full, Json, Reused, Session

WAIT_SECONDS = 2.0
LAST = "door:last"
RECENT = "door:recent"
RECENTLY = 10_000
"""Changes that a process may be behind before it misses one until the next ping."""

# KEYS: session, messages; ARGV: message, fingerprint, now, stale, most
CLAIM = """
local kept = redis.call('HGET', KEYS[2], ARGV[1])
if kept then
  local entry = cjson.decode(kept)
  if entry.fingerprint ~= ARGV[2] then return 'reused' end
  if entry.answer or entry.at > tonumber(ARGV[3]) - tonumber(ARGV[4]) then return 'taken' end
elseif redis.call('HLEN', KEYS[2]) >= tonumber(ARGV[5]) then return 'full' end
local entry = cjson.encode({fingerprint = ARGV[2], at = tonumber(ARGV[3])})
redis.call('HSET', KEYS[2], ARGV[1], entry)
local ttl = redis.call('PTTL', KEYS[1])
redis.call('PEXPIRE', KEYS[2], math.max(ttl, 1))
return 'mine'
"""

# KEYS: session, events, messages, question, last, recent
# ARGV: name, message, data, question, session, recently
ADD = """
local ttl = redis.call('PTTL', KEYS[1])
if ttl <= 0 then return 0 end
local kept = redis.call('HGET', KEYS[3], ARGV[2])
local entry = kept and cjson.decode(kept) or {fingerprint = '', at = 0}
if entry[ARGV[1]] then return entry[ARGV[1]] end
local number = redis.call('INCR', KEYS[5])
redis.call('ZADD', KEYS[2], number, cjson.encode({number, ARGV[1], ARGV[3]}))
redis.call('PEXPIRE', KEYS[2], ttl)
entry[ARGV[1]] = number
redis.call('HSET', KEYS[3], ARGV[2], cjson.encode(entry))
redis.call('PEXPIRE', KEYS[3], ttl)
if ARGV[1] == 'answer' then
  redis.call('DEL', KEYS[4])
  if ARGV[4] ~= '' then redis.call('SET', KEYS[4], ARGV[4], 'PX', ttl) end
end
redis.call('XADD', KEYS[6], 'MAXLEN', '~', ARGV[6], '*', 's', ARGV[5])
return number
"""

# KEYS: messages; ARGV: message
RELEASE = """
local kept = redis.call('HGET', KEYS[1], ARGV[1])
if kept then
  local entry = cjson.decode(kept)
  entry.at = 0
  redis.call('HSET', KEYS[1], ARGV[1], cjson.encode(entry))
end
"""

PARTS = ("", ":events", ":messages", ":question")


class RedisStore:
    """Implements ``Store``; safe from several threads."""

    def __init__(self, url: str) -> None:
        self._redis: Any = Redis.from_url(
            url,
            decode_responses=True,
            socket_timeout=WAIT_SECONDS,
            socket_connect_timeout=WAIT_SECONDS,
        )
        self._claim = self._redis.register_script(CLAIM)
        self._add = self._redis.register_script(ADD)
        self._release = self._redis.register_script(RELEASE)

    def open(self, session: Session) -> None:
        """Keep a new session, or a renewed one, and all that hangs under it as long."""
        until = int(session.expires_at * 1000)
        with self._redis.pipeline() as steps:
            steps.set(_key(session.id), session.seconds, pxat=until)
            for part in PARTS[1:]:
                steps.pexpireat(_key(session.id, part), until)
            steps.execute()

    def session(self, session: str, now: float) -> Session | None:
        """The session, None where it is unknown, forgotten or over."""
        with self._redis.pipeline() as steps:
            seconds, left = steps.get(_key(session)).pttl(_key(session)).execute()
        return Session(session, float(seconds), now + left / 1000) if seconds else None

    def claim(self, session: str, message: str, fingerprint: str, now: float) -> Claim:
        """Take up a message; raises Reused, Full."""
        keys = [_key(session), _key(session, ":messages")]
        verdict = self._claim(keys, [message, fingerprint, now, STALE, MOST_MESSAGES])
        if verdict == "reused":
            raise Reused
        if verdict == "full":
            raise Full
        mine = verdict == "mine"
        return Claim(mine, None if mine else self.answer(session, message))

    def release(self, session: str, message: str) -> None:
        """Give up a message that was claimed and could not be answered."""
        self._release([_key(session, ":messages")], [message])

    def said(self, session: str, message: str, data: Json) -> None:
        """Note what the citizen said, once a message."""
        self._added(session, "said", message, data, None)

    def _added(
        self, session: str, name: str, message: str, data: Json, question: Json | None
    ) -> int:
        keys = [
            *(_key(session, p) for p in ("", ":events", ":messages", ":question")),
            LAST,
            RECENT,
        ]
        asked = _written(question) if question else ""
        return int(self._add(keys, [name, message, _written(data), asked, session, RECENTLY]))

    def question(self, session: str) -> Json | None:
        """The question last asked."""
        kept = self._redis.get(_key(session, ":question"))
        return json.loads(kept) if kept else None

    def finish(self, session: str, message: str, data: Json, question: Json | None) -> Event:
        """Keep the answer to a claimed message, and the question it leaves open."""
        return Event(self._added(session, "answer", message, data, question), "answer", data)

    def answer(self, session: str, message: str) -> Event | None:
        """The answer kept for a message."""
        kept = self._redis.hget(_key(session, ":messages"), message)
        number = json.loads(kept).get("answer") if kept else None
        if number is None:
            return None
        found = self._redis.zrangebyscore(_key(session, ":events"), number, number)
        return _event(found[0]) if found else None

    def events(self, session: str, after: int, at_most: int) -> list[Event]:
        """The session's events after ``after``, oldest first."""
        found = self._redis.zrangebyscore(
            _key(session, ":events"), f"({after}", "+inf", start=0, num=at_most
        )
        return [_event(entry) for entry in found]

    def changes(self, since: str) -> tuple[str, set[str]]:
        """A new mark, and the sessions with events since the old mark."""
        if not since:
            newest = self._redis.xrevrange(RECENT, count=1)
            return (newest[0][0] if newest else "0-0"), set()
        found = self._redis.xrange(RECENT, min=f"({since}")
        return (found[-1][0] if found else since), {entry["s"] for _, entry in found}

    def forget(self, session: str) -> None:
        """Delete everything of a session."""
        self._redis.delete(*(_key(session, part) for part in PARTS))

    def purge(self, now: float) -> None:
        """Nothing to do: Redis deletes what has expired."""

    def check(self) -> None:
        """Raise where the store can't be written."""
        self._redis.set("door:probe", "1", ex=60)

    def close(self) -> None:
        """Let go of the connections."""
        self._redis.close()


def _key(session: str, part: str = "") -> str:
    return f"door:{{{session}}}{part}"


def _written(data: Json) -> str:
    return json.dumps(data, ensure_ascii=False)


def _event(entry: str) -> Event:
    number, name, data = json.loads(entry)
    return Event(int(number), name, json.loads(data))
