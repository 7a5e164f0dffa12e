"""What golden.py writes for levels from 10 on: rows in every table that is not there yet, and a
second account, of PitneyShip, with places, things to use and a move between places.
"""
import hashlib
import hmac

INSTANCE_KEY = bytes([0x77] * 32)  # what tests/api/upgrade_test.cc puts into DATA/instance.key
DAY = 86_400_000


# ---- Ed25519 (RFC 8032), for the checkpoint that the server signed by itself
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
BASE_Y = 4 * pow(5, P - 2, P) % P


def root_of(y, sign):
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    return P - x if x % 2 != sign else x


def plus(a, b):
    shared = D * a[0] * b[0] * a[1] * b[1]
    x = (a[0] * b[1] + b[0] * a[1]) * pow(1 + shared, P - 2, P) % P
    return x, (a[1] * b[1] + a[0] * b[0]) * pow(1 - shared, P - 2, P) % P


def times(number, point):
    sum_of = (0, 1)
    while number:
        if number & 1:
            sum_of = plus(sum_of, point)
        point, number = plus(point, point), number >> 1
    return sum_of


def packed(point):
    return (point[1] | (point[0] & 1) << 255).to_bytes(32, "little")


def number_of(*parts):
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little")


def signed(seed, message):
    """The public key and the signature, in hex."""
    base = (root_of(BASE_Y, 0), BASE_Y)
    half = hashlib.sha512(seed).digest()
    secret = int.from_bytes(half[:32], "little") & (1 << 254) - 8 | 1 << 254
    public = packed(times(secret, base))
    nonce = number_of(half[32:], message) % ORDER
    begin = packed(times(nonce, base))
    end = (nonce + number_of(begin, public, message) * secret) % ORDER
    return public.hex(), (begin + end.to_bytes(32, "little")).hex()


def signing_seed():
    """The key of checkpoints, derived from the instance's as libsodium's crypto_kdf does."""
    parent = hashlib.blake2b(key=INSTANCE_KEY, digest_size=32, salt=(2).to_bytes(16, "little"),
                             person=b"usherkey".ljust(16, b"\0")).digest()
    purpose = hmac.digest(parent, b"signer", "sha256")
    return hmac.digest(purpose, b"audit.checkpoint", "sha256")


# ---- the log's blocks and checkpoints
def mark(kind, value):
    state = 0xCBF29CE484222325
    for byte in (kind + str(value)).encode():
        state = (state ^ byte) * 0x100000001B3 % 2**64
    return (state ^ state >> 32) % 2**32


def close_block(tools, chain):
    """Of the first 1024 events, as when the last of them was recorded."""
    rows = chain.db.execute(
        "select at, act, by_actor, target, place, moved_to from audit"
        " where account_id = ? and seq <= 1024", (chain.account,)).fetchall()
    marks = set()
    for _, act, by, target, place, moved_to in rows:
        marks |= {mark("c", act), mark("a", by), mark("t", target), mark("p", place)}
        marks |= {mark("p", moved_to)} if moved_to is not None else set()
    tools.insert(chain.db, "audit_blocks", account_id=chain.account, number=0,
                 first_at=min(row[0] for row in rows), last_at=max(row[0] for row in rows),
                 marks=b"".join(one.to_bytes(4, "big") for one in sorted(marks)))


def checkpoint(tools, chain):
    at = tools.NOW + 2 * DAY
    text = "\n".join(["usher audit checkpoint 1", chain.text, str(chain.seq), chain.head.hex(),
                      str(at)])
    key, signature = signed(signing_seed(), text.encode())
    tools.insert(chain.db, "audit_checkpoints", account_id=chain.account, seq=chain.seq,
                 hash=chain.head.hex(), at=at, key=key, signature=signature)


# ---- the rest of the first account
def bulk(tools, chain, ada):
    """Ada suspended Sue by a job, which had a second row."""
    job = tools.new_id("bulk")
    tools.insert(chain.db, "jobs", job_id=job, account_id=chain.account, kind="bulk",
                 state="done", due_at=tools.NOW, turn_at=tools.NOW, fence=1, attempts=1,
                 payload=b"", progress=2, total=2, created_at=tools.NOW, done_at=tools.NOW + 9000)
    tools.insert(chain.db, "bulks", account_id=chain.account, job_id=job, act="suspend",
                 params="{}", filter_after="", started_by=ada, rows_total=2, rows_done=1,
                 rows_same=0, rows_refused=1, created_at=tools.NOW, ended_at=tools.NOW + 9000)
    for number, name, state in [(1, "Sue", "done"), (2, "Ada", "refused")]:
        refused = {"code": "access.self", "detail": "You cannot do this to yourself."}
        done = {"before": "{}", "version_after": 2}
        tools.insert(chain.db, "bulk_rows", account_id=chain.account, job_id=job,
                     row_number=number, user_id=tools.new_id("user " + name), state=state,
                     **(done if state == "done" else refused))


def ways_in(tools, chain, ada):
    """Sessions, links and addresses: of people, whatever the account."""
    db, now = chain.db, tools.NOW
    identity, user = tools.new_id("identity Ada"), tools.new_id("user Ada")
    session = tools.new_id("session")
    tools.insert(db, "sessions", digest=tools.sha(b"session"), session_id=session,
                 identity_id=identity, created_at=now, authenticated_at=now, last_seen_at=now,
                 expires_at=now + 30 * DAY, user_agent="Firefox", address="192.0.2.7")
    tools.insert(db, "entries", account_id=chain.account, user_id=user, session_id=session,
                 first_at=now, last_at=now)
    tools.insert(db, "known_browsers", digest=tools.sha(b"browser"), identity_id=identity,
                 seen_at=now)
    tools.insert(db, "recovery_emails", identity_id=identity, email="ada@home.example",
                 email_key="ada@home.example", verified_at=now)
    tools.insert(db, "address_changes", change_id=tools.new_id("change"), identity_id=identity,
                 kind="recovery", old_email="ada@golden.example",
                 old_email_key="ada@golden.example", new_email="ada@home.example",
                 new_email_key="ada@home.example", confirm_digest=tools.sha(b"confirm"),
                 stop_digest=tools.sha(b"stop"), created_at=now, expires_at=now + DAY,
                 stop_until=now + 7 * DAY, confirmed_at=now + 1000)
    tools.insert(db, "links", digest=tools.sha(b"invitation"), purpose="invitation",
                 account_id=chain.account, user_id=tools.new_id("user Ina"),
                 email="ina@golden.example", email_key="ina@golden.example", sent_by=ada,
                 created_at=now, expires_at=now + 7 * DAY)
    tools.insert(db, "idempotency", account_id=chain.account, actor=ada, route="add_user",
                 key="once", body_digest=tools.sha(b"body"), status=201, headers="[]",
                 answer=b"{}", created_at=now,
                 about=tools.text_of("user:usr", tools.new_id("user Ina")))
    tools.insert(db, "invitations_of_hour", account_id=chain.account, hour=now // 3_600_000,
                 sent=1)


def instance(tools, chain):
    """What stands beside accounts."""
    db, now = chain.db, tools.NOW
    former, mail = tools.new_id("identity Otto"), tools.new_id("mail")
    tools.insert(db, "former_operators", identity_id=former, name="Otto Former", removed_at=now)
    tools.insert(db, "support_access", account_id=chain.account, identity_id=former, from_at=now,
                 until_at=now + 3_600_000, reason="Ticket 4711", ended_at=now + 60_000)
    tools.insert(db, "product_keys", digest=tools.sha(b"key"), key_id=tools.new_id("key"),
                 blueprint="stamps", name="shop", created_at=now)
    tools.insert(db, "mailbox", mail_id=mail, at=now, recipient="ina@golden.example",
                 subject="Golden Goods invites you", body_text="Join", body_html="<p>Join</p>")
    tools.insert(db, "audit_pending", account_id=bytes(16), act="signin.failed", who="",
                 client="192.0.2.9", why="", times=3, first_at=now, last_at=now + 5000)
    db.execute("update instance set backup_at = ?, backup_verified_at = ?", (now, now + 60_000))


# ---- a second account
def harbour(tools, db, level):
    account = tools.new_id("account harbour")
    tools.insert(db, "accounts", account_id=account, slug="harbour", name="Harbour Mail",
                 blueprint="pitneyship", plan="enterprise", status="open", language="en",
                 accepted=1, seats_bought=None, seats_used=1, next_place=3, audit_seq=0,
                 audit_head=b"", epoch=9, version=1, created_at=tools.NOW, places_epoch=2,
                 search="harbour harbour mail")
    chain = tools.Chain(db, account, level)
    chain.add("accounts.open", "instance", tools.text_of("account:acc", account),
              {"plan": "enterprise"})
    for number, place_level, name, parent in [(1, "division", "East", 0),
                                              (2, "location", "Boston", 1)]:
        tools.insert(db, "places", account_id=account, number=number,
                     place_id=tools.new_id("place " + name), parent=parent, level=place_level,
                     name=name, name_key=name.lower(), version=1)
    user = tools.add_person(db, chain, account, ("Eve", "Evans", "active", ["enterprise"]), "Eve",
                            home=2, fields={"employee_id": "E-17"})
    eve = tools.text_of("user:usr", user)
    chain.add("users.edit", eve, eve, {"before": {"home": 0}, "after": {"home": 2}}, None, 2)
    carrier = tools.new_id("resource")
    tools.insert(db, "resources", account_id=account, resource_id=carrier,
                 kind="carrier_account", key="F1", name="FedEx corporate",
                 name_key="fedex corporate", group_name="FedEx", place=0, created_at=tools.NOW,
                 version=1)
    tools.insert(db, "grants", account_id=account, user_id=user, kind="carrier_account",
                 resource_id=carrier, given_by=eve, given_at=tools.NOW)
    tools.insert(db, "grant_defaults", account_id=account, user_id=user, kind="carrier_account",
                 group_name="FedEx", resource_id=carrier)
    # As where the blueprint is one's own, in which the field is unique.
    tools.insert(db, "unique_fields", account_id=account, field="employee_id", value_key="e-17",
                 user_id=user)
    db.execute("update accounts set audit_seq = ?, audit_head = ? where account_id = ?",
               (chain.seq, chain.head, account))


def fill(tools, chain):
    ada = tools.text_of("user:usr", tools.new_id("user Ada"))
    while chain.seq < 1030:
        chain.add("signin.in", ada, ada, {"count": 1})
    close_block(tools, chain)
    checkpoint(tools, chain)
    bulk(tools, chain, ada)
    ways_in(tools, chain, ada)
    chain.db.execute(
        "update users set restore_until = deleted_at + ? where status = 'deleted'", (30 * DAY,))
    chain.db.execute("update identities set alone_until = ? where identity_id = ?",
                     (tools.NOW + 30 * DAY, tools.new_id("identity Del")))
    chain.db.execute("update accounts set search = 'golden golden goods'")


def empty_tables(db):
    names = [row[0] for row in db.execute("select name from sqlite_master where type = 'table'")]
    return [name for name in names if not db.execute(f"select 1 from {name} limit 1").fetchone()]

