"""The vault: personal data is kept only encrypted, under keys from the environment.

A sealed field is AES-256-GCM (NIST SP 800-38D) under a random 96-bit nonce, bound to the name of
its field, so that a name pasted into the place of a phone number does not open. Look-ups by
phone go over a keyed hash (HMAC-SHA256, RFC 2104) under a key derived (HKDF, RFC 5869) from
the same key. Keys rotate: the first of ``VAULT_KEYS`` seals, all of them open.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEYS_SETTING = "VAULT_KEYS"
KEY_BYTES = 32
NONCE_BYTES = 12


class VaultClosed(Exception):
    """No key, or none that is well formed: nothing personal can be kept."""


class CannotOpen(Exception):
    """The sealed text is damaged, of another field, or its key is gone."""


@dataclass(frozen=True)
class Key:
    """One key with its name, which stands in every text it sealed."""

    id: str
    secret: bytes

    def derived(self, purpose: bytes) -> bytes:
        """A key of its own for ``purpose``, so that sealing and look-ups share none."""
        return HKDF(hashes.SHA256(), KEY_BYTES, None, purpose).derive(self.secret)


def new_key(key_id: str) -> str:
    """A fresh random key as the setting wants it: ``id:base64``."""
    return f"{key_id}:{base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()}"


class Vault:
    """Seals and opens fields; ``keys`` newest first."""

    def __init__(self, keys: Sequence[Key]) -> None:
        if not keys:
            raise VaultClosed(f"{KEYS_SETTING} holds no key")
        self._current = keys[0]
        self._ciphers = {key.id: AESGCM(key.derived(b"seal")) for key in keys}
        self._marks = [key.derived(b"look up") for key in keys]

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Vault:
        """The vault of the setting VAULT_KEYS: ``id:base64`` pairs, comma-separated.

        Raises:
            VaultClosed: if the setting is missing or not well formed.
        """
        written = environment.get(KEYS_SETTING, "")
        return cls([_key(pair) for pair in written.split(",") if pair.strip()])

    def seal(self, field: str, text: str) -> str:
        """``text`` encrypted for ``field``: ``key id.base64``."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        cipher = self._ciphers[self._current.id]
        sealed = nonce + cipher.encrypt(nonce, text.encode(), field.encode())
        return f"{self._current.id}.{base64.urlsafe_b64encode(sealed).decode()}"

    def open(self, field: str, sealed: str) -> str:
        """What ``seal`` was given.

        Raises:
            CannotOpen: if it was sealed for another field, altered, or its key is gone.
        """
        key_id, _, body = sealed.partition(".")
        try:
            raw = base64.urlsafe_b64decode(body.encode())
            nonce, text = raw[:NONCE_BYTES], raw[NONCE_BYTES:]
            return self._ciphers[key_id].decrypt(nonce, text, field.encode()).decode()
        except (KeyError, InvalidTag, ValueError) as error:
            raise CannotOpen(f"a sealed {field} does not open") from error

    def is_current(self, sealed: str) -> bool:
        """Whether ``sealed`` is under the newest key (else it waits for ``reseal``)."""
        return sealed.partition(".")[0] == self._current.id

    def reseal(self, field: str, sealed: str) -> str:
        """The same text under the newest key."""
        return self.seal(field, self.open(field, sealed))

    def mark(self, field: str, text: str) -> str:
        """The keyed hash to store and look up ``text`` by: 43 characters, under the newest key."""
        return _mark(self._marks[0], field, text)

    def marks(self, field: str, text: str) -> list[str]:
        """The keyed hashes under every key, newest first: what to search for while keys rotate."""
        return [_mark(secret, field, text) for secret in self._marks]


def _mark(secret: bytes, field: str, text: str) -> str:
    digest = hmac.new(secret, f"{field}\0{text}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _key(pair: str) -> Key:
    key_id, _, written = pair.strip().partition(":")
    try:
        secret = base64.urlsafe_b64decode(written.encode())
    except (binascii.Error, ValueError) as error:
        raise VaultClosed(f"{KEYS_SETTING}: key {key_id!r} is not base64") from error
    if not key_id.isalnum() or len(secret) != KEY_BYTES:
        raise VaultClosed(f"{KEYS_SETTING}: want id:base64 of {KEY_BYTES} bytes, comma-separated")
    return Key(key_id, secret)
