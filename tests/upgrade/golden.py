#!/usr/bin/env python3
"""tests/upgrade/golden.py [--check] [LEVEL…]

Writes tests/upgrade/level_NN.sql: the data of an instance as a Usher of migration NN left it, with
people of every status and audit chains, and from level 18 on with rows in every table (later.py).
The chains are hashed here, from the description in docs/operate/audit-verify.md and not by Usher's
own code. What Usher has learnt since must be able to open each of them: tests/api/upgrade_test.cc.

A file that is committed is what people have on their disks: it is added for a new level, and never
made anew for an old one. --check says whether each still is what this writes.
"""
import hashlib
import json
import re
import sqlite3
import sys
import uuid
from pathlib import Path

import later

ROOT = Path(__file__).resolve().parents[2]
LEVELS = [1, 5, 9, 18]
NOW = 1_790_000_000_000  # 2026-09-21
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
PASSWORD = (  # of "seven herons on ice 1972"
    "$argon2id$v=19$m=19456,t=2,p=1$iwXSJZGEVHqzgfyAmwTzGA"
    "$xB/aU9O+BmCZdIx2wfhCkYz6Q91jPSGjY4u+w6LdBTc"
)
WORDS = {"id": "blob", "blob": "blob", "bigint": "integer", "without_rowid": "without rowid"}


def sha(data):
    return hashlib.sha256(data).digest()


def new_id(name):
    return uuid.uuid5(uuid.NAMESPACE_URL, "https://usher.example/" + name).bytes


def text_of(prefix, raw):
    number = int.from_bytes(raw, "big")
    return prefix + "_" + "".join(LETTERS[number >> shift & 31] for shift in range(125, -1, -5))


def field(value):
    raw = value if isinstance(value, bytes) else str(value).encode()
    return len(raw).to_bytes(8, "big") + raw


def migrate(db, level):
    db.execute(
        "create table migrations (number integer primary key, name text not null,"
        " digest text not null, applied_at integer not null)"
    )
    for path in sorted((ROOT / "src/store/migrations").glob("*.sql"))[:level]:
        text = path.read_text()
        db.executescript(re.sub(r"\{(\w+)\}", lambda word: WORDS[word[1]], text))
        row = (int(path.name[:4]), path.name, hashlib.sha256(text.encode()).hexdigest(), NOW)
        db.execute("insert into migrations values (?, ?, ?, ?)", row)


def insert(db, table, **values):
    names = ", ".join(values)
    marks = ", ".join("?" * len(values))
    db.execute(f"insert into {table} ({names}) values ({marks})", list(values.values()))


class Chain:
    """An account's events, one after the other; the instance's where the id is zeros."""

    def __init__(self, db, account, level):
        self.db, self.account, self.level, self.seq = db, account, level, 0
        self.text = text_of("acc", account)
        self.head = sha(b"usher audit chain 1 " + self.text.encode())

    def add(self, act, by, target, details, personal=None, moved_to=None):
        self.seq += 1
        name = f"{self.text} {self.seq}"
        event, salt = new_id("event " + name), sha(b"salt " + name.encode())[:16]
        if personal and self.level < 3:
            details, personal = {**details, **personal}, None
        told = json.dumps(details, separators=(",", ":"))
        digest = sha(salt + told.encode())
        at = NOW + self.seq * 1000
        parts = [self.head, self.text, self.seq, text_of("evt", event), at, act, by, target, 0]
        parts += ["", digest]
        more = {}
        if personal:
            own_salt = sha(b"personal " + name.encode())[:16]
            own = json.dumps(personal, separators=(",", ":"))
            own_digest = sha(own_salt + own.encode())
            parts += ["personal", own_digest]
            more = {"personal": own, "personal_salt": own_salt, "personal_digest": own_digest}
        if moved_to is not None:
            parts += ["moved_to", moved_to]
            more["moved_to"] = moved_to
        self.head = sha(b"".join(field(part) for part in parts))
        insert(self.db, "audit", account_id=self.account, seq=self.seq, event_id=event, at=at,
               act=act, by_actor=by, target=target, place=0, request_id="", details=told,
               salt=salt, details_digest=digest, hash=self.head, **more)


PEOPLE = [  # first name, last name, status, roles
    ("Ada", "Adler", "active", ["admin"]),
    ("Ulf", "Øster", "active", ["user", "reports"]),
    ("Ina", "Ito", "invited", ["user"]),
    ("Sue", "Sand", "suspended", ["user", "user-manager"]),
    ("Del", "Dahl", "deleted", ["user"]),
]


def add_person(db, chain, account, person, owner, home=0, fields=None):
    first, last, status, roles = person
    user, email = new_id("user " + first), f"{first.lower()}@golden.example"
    joined = status != "invited"
    identity = new_id("identity " + first) if joined else None
    folded = last.lower().replace("ø", "o")
    key = "\x1f".join([folded, first.lower(), email, "", "", user.hex().upper()])
    insert(db, "users", account_id=account, user_id=user, kind="person", status=status,
           first_name=first, last_name=last, email=email, email_key=email, home=home,
           fields=json.dumps(fields or {}, separators=(",", ":")),
           dir_key=key, identity_id=identity, language="en", created_at=NOW,
           activated_at=NOW + 5000 if joined else None,
           status_before="active" if status == "deleted" else None,
           suspended_at=NOW + 9000 if status == "suspended" else None,
           deleted_at=NOW + 9000 if status == "deleted" else None, entries_after=0, version=2)
    if status != "deleted":
        insert(db, "user_email", account_id=account, email_key=email, user_id=user)
    seen = {} if chain.level < 6 else {"seen": 0}
    number = ["invited", "active", "suspended", "deleted"].index(status)
    insert(db, "user_dir", account_id=account, dir_key=key, user_id=user, home=home,
           status=status if chain.level < 6 else number, **seen)
    for counted in [home] if chain.level < 6 else [home, -1]:
        db.execute("insert into status_counts values (?, ?, ?, 1) on conflict do update set"
                   " users = users + 1",
                   (account, counted, status if chain.level < 6 else number))
    for role in roles:
        insert(db, "assignments", account_id=account, user_id=user, role=role,
               scope=0 if role in ("admin", "enterprise") else -1, given_by="instance",
               given_at=NOW)
    if identity:
        insert(db, "identities", identity_id=identity, password_hash=PASSWORD,
               password_version=1, created_at=NOW)
        insert(db, "identity_emails", email_key=email, identity_id=identity, email=email,
               verified_at=NOW)
        insert(db, "memberships_of", identity_id=identity, account_id=account, user_id=user)
    by = "instance" if first == owner else text_of("user:usr", new_id("user " + owner))
    target = text_of("user:usr", user)
    personal = {"name": f"{first} {last}", "email": email}
    chain.add("users.invite", by, target, {"roles": roles}, personal)
    if joined:
        chain.add("users.accept", target, target, {"was": "invited"}, {"name": f"{first} {last}"})
    if status in ("suspended", "deleted"):
        act = "users.suspend" if status == "suspended" else "users.delete"
        chain.add(act, by, target, {"was": "active"}, {"name": f"{first} {last}"})
    return user


def golden(level):
    db = sqlite3.connect(":memory:")
    migrate(db, level)
    account = new_id("account")
    insert(db, "accounts", account_id=account, slug="golden", name="Golden Goods",
           blueprint="stamps", plan="premier", status="open", language="en", accepted=1,
           seats_bought=20, seats_used=4, next_place=1, audit_seq=0, audit_head=b"", epoch=7,
           version=1, created_at=NOW)
    own, chain = Chain(db, bytes(16), level), Chain(db, account, level)
    own.add("accounts.open", "instance", text_of("account:acc", account), {"blueprint": "stamps"})
    chain.add("accounts.open", "instance", text_of("account:acc", account), {"plan": "premier"})
    for person in PEOPLE:
        add_person(db, chain, account, person, PEOPLE[0][0])
    tools = sys.modules[__name__]
    if level >= 18:
        later.fill(tools, chain)
    insert(db, "instance", one=1, audit_seq=own.seq, audit_head=own.head, created_at=NOW)
    db.execute("update accounts set audit_seq = ?, audit_head = ?", (chain.seq, chain.head))
    insert(db, "operators", identity_id=new_id("identity Ada"), name="Ada Adler", created_at=NOW)
    insert(db, "jobs", job_id=new_id("job"), account_id=bytes(16), kind="mail", state="done",
           due_at=NOW, fence=1, attempts=1, payload=b"", progress=0, created_at=NOW,
           done_at=NOW + 1000, **({} if level < 11 else {"turn_at": NOW}))
    if level >= 18:
        later.instance(tools, chain)
        later.harbour(tools, db, level)
        assert not later.empty_tables(db), later.empty_tables(db)
    db.commit()
    return "\n".join(db.iterdump()) + "\n"


def main(words):
    check = "--check" in words
    levels = [int(word) for word in words if word.isdigit()] or LEVELS
    bad = 0
    for level in levels:
        path = Path(__file__).parent / f"level_{level:02}.sql"
        made = golden(level)
        if not check:
            path.write_text(made)
        elif not path.is_file() or path.read_text() != made:
            print(f"{path.name} is not what this writes")
            bad = 1
    return bad


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
