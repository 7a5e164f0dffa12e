BEGIN TRANSACTION;
CREATE TABLE accounts (
    account_id blob primary key,
    slug text not null unique,
    name text not null,
    blueprint text not null,
    plan text not null,
    status text not null check (status in ('open', 'suspended', 'closed')),
    language text not null,
    accepted integer not null,            -- 1 from the first acceptance on: R1 holds
    seats_bought integer,                -- null: unlimited
    seats_used integer not null,
    next_place integer not null,
    audit_seq integer not null,
    audit_head blob not null,
    epoch integer not null,
    version integer not null,
    created_at integer not null,
    constraint seats_not_negative check (seats_used >= 0),
    constraint seats_not_overrun check (seats_bought is null or seats_used <= seats_bought)
);
INSERT INTO "accounts" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA','golden','Golden Goods','stamps','premier','open','en',1,20,4,1,12,X'E469527F494DE6B7F2CAB4885B3DCA247B9A5088697C893F9C2F317802E48D13',7,1,1790000000000);
CREATE TABLE assignments (
    account_id blob not null,
    user_id blob not null,
    role text not null,
    scope integer not null,              -- -1: the user's home; else a place's number
    from_at integer,
    until_at integer,
    given_by text not null,
    given_at integer not null,
    primary key (account_id, user_id, role, scope)
) without rowid;
INSERT INTO "assignments" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',X'15DD742DBEE75F8FAC49A19549A650CC','user',-1,NULL,NULL,'instance',1790000000000);
INSERT INTO "assignments" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',X'670EBB49873B52E18E963E9D6F88608C','admin',0,NULL,NULL,'instance',1790000000000);
INSERT INTO "assignments" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',X'8BB25D10002D58EEBF9032CC8C310DC6','user',-1,NULL,NULL,'instance',1790000000000);
INSERT INTO "assignments" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',X'A3F6F078731E522694153B4ED492AFEF','user',-1,NULL,NULL,'instance',1790000000000);
INSERT INTO "assignments" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',X'A3F6F078731E522694153B4ED492AFEF','user-manager',-1,NULL,NULL,'instance',1790000000000);
INSERT INTO "assignments" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',X'D392F00FE07651E8B292C3FDB63849EC','reports',-1,NULL,NULL,'instance',1790000000000);
INSERT INTO "assignments" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',X'D392F00FE07651E8B292C3FDB63849EC','user',-1,NULL,NULL,'instance',1790000000000);
CREATE TABLE audit (
    account_id blob not null,             -- zeros: the instance's own chain
    seq integer not null,
    event_id blob not null,
    at integer not null,
    act text not null,
    by_actor text not null,
    target text not null,
    place integer not null,              -- the target's home at that time (RT30)
    request_id text not null,
    details text,                         -- JSON; null once erased
    salt blob not null,
    details_digest blob not null,       -- sha256(salt || details): what the chain holds
    hash blob not null,
    primary key (account_id, seq)
) without rowid;
INSERT INTO "audit" VALUES(X'00000000000000000000000000000000',1,X'4E6732A6A049569282CBDD9DB6D9A531',1790000001000,'accounts.open','instance','account:acc_168vywj0njbwd8520qzpgxx4zt',0,'','{"blueprint":"stamps"}',X'4E9BB674CD4AFB137D1A692FF51F5AB4',X'0515F1A07AC2B0E98346AE6731EEA3FACF60457EE511A29CF88FE9A1FEE76441',X'A51BB8495C259A30927AB5B3C061A2A71FBD4942CF095EA6E33AE5A9DEE01824');
INSERT INTO "audit" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',1,X'59613260DF9153DBB2E3EA59096B8DDC',1790000001000,'accounts.open','instance','account:acc_168vywj0njbwd8520qzpgxx4zt',0,'','{"plan":"premier"}',X'A31B8B91B84796D06466964EF5F59CCE',X'90FA515324924092B05EBC1A3596CA1A41052A74AA67D3DDEEE4F20BCCF8694D',X'3BB08DD37FC87E8497269F7CA949AC3D43EE5ED50E8815C7658072526693DD8D');
INSERT INTO "audit" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',2,X'8BF57A01F3965BF2A9235822B8123C3C',1790000002000,'users.invite','instance','user:usr_371txmk1svabgrx5hyknqrgr4c',0,'','{"roles":["admin"],"name":"Ada Adler","email":"ada@golden.example"}',X'4D85A98D8E5915F91C9A1ADFB0E05386',X'27CE1DF332498ACF777EB22A187B9D8DCE97077165548C54B73DFA782D6350E4',X'F9905A66A01A8F048BFE3127AE2042E939FDA72288EFCC9EBB28E8277F6C3B0A');
INSERT INTO "audit" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',3,X'092EF44607D55795A388000214F595E9',1790000003000,'users.accept','user:usr_371txmk1svabgrx5hyknqrgr4c','user:usr_371txmk1svabgrx5hyknqrgr4c',0,'','{"was":"invited","name":"Ada Adler"}',X'7C4948E6180447F73B89359B26427916',X'4616E0FB35CB41CAB067CB449E367A04C9911BE1014CEE4974D936A064006AED',X'CC606CEDD0A6D9BDBFCECA8175FCCE2C3C80F27AF8BCB6C0D30056E8E1340C12');
INSERT INTO "audit" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',4,X'6F1BA97F5B92550CA95B6136BB1EDFA3',1790000004000,'users.invite','user:usr_371txmk1svabgrx5hyknqrgr4c','user:usr_6kjbr0zr3pa7mb54p3zpv3gjfc',0,'','{"roles":["user","reports"],"name":"Ulf \u00d8ster","email":"ulf@golden.example"}',X'2DCCE2B3D724D10C8FD2295DA67664C8',X'44E8473C94C913ADE73CC9BA3F5BA90953B265BCABBBC0C6A5E15AC4017A03E9',X'6A82D4B558EE8F67D5EC2A79612E2174EB17E69C996F241C3F2837ACAFE567AC');
INSERT INTO "audit" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',5,X'CA0044047B9C5BE6B437612494F5139D',1790000005000,'users.accept','user:usr_6kjbr0zr3pa7mb54p3zpv3gjfc','user:usr_6kjbr0zr3pa7mb54p3zpv3gjfc',0,'','{"was":"invited","name":"Ulf \u00d8ster"}',X'7EE48DF3052D76500A47635EE61BC6C3',X'97686819A99AFDF29ADF8FD17435BE2CFF52D8C61DA64C5BDBB8ED5E1746AB40',X'2EF0970AB8BE085488F427EFB32336DDC15FC99268B26C7F39331897A4DEC690');
INSERT INTO "audit" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',6,X'337C3E27691057EBA0621ED69AE21A5C',1790000006000,'users.invite','user:usr_371txmk1svabgrx5hyknqrgr4c','user:usr_4bp9eh001db3qbz41jsj6323e6',0,'','{"roles":["user"],"name":"Ina Ito","email":"ina@golden.example"}',X'FB94599739C6C60132C8FF3337B1437C',X'CEA001C057A8C32EF03E23F205CD1D0BC585B5D48AF5A3EEDF0313D10664C494',X'D3084FC9448695BEEBA0DA7CABBC9DEE7FCEB4AEE3B4F19491F31E021055736E');
INSERT INTO "audit" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',7,X'3753CF80FE0C57A7A33519038917B71F',1790000007000,'users.invite','user:usr_371txmk1svabgrx5hyknqrgr4c','user:usr_53yvr7gwrya8k9859v9va95bzf',0,'','{"roles":["user","user-manager"],"name":"Sue Sand","email":"sue@golden.example"}',X'1B41EF64CFD10420ACF9AB23D8C90CA9',X'6605A08E15C5F7AE17AC44E1F23653EE38A686CE2C35B2ACB3B548A57ED4FEC8',X'7535F463EE184778C1C6DF5F74F01B74371CF462380EE58835F5B5D084639392');
INSERT INTO "audit" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',8,X'706A63BD30C2554A95D90FF46AEC0341',1790000008000,'users.accept','user:usr_53yvr7gwrya8k9859v9va95bzf','user:usr_53yvr7gwrya8k9859v9va95bzf',0,'','{"was":"invited","name":"Sue Sand"}',X'D9D91BB812FC5FDF8FD4E5DA15E6F594',X'74A6AA6E993B1A323497B7F84D3AEF332B81C3F21155CCC7163041E54358D032',X'E7E86ECDEEEFE58F1DF4D426F71C5C99F814D63BADCABB7CF61D5C9E69E164A2');
INSERT INTO "audit" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',9,X'93126CB8CD115514A4D302C628693091',1790000009000,'users.suspend','user:usr_371txmk1svabgrx5hyknqrgr4c','user:usr_53yvr7gwrya8k9859v9va95bzf',0,'','{"was":"active","name":"Sue Sand"}',X'DA1347FE776CB6928C3720459E30F96E',X'6D11645D7FD3E5A13664C33D5494C15CE1F732D6C7230628982DEB97654ACD10',X'32B2DCF55A443EA2DB16C65B757770F60F0B4BC5C2B9EAADB859B2A1EB627C3F');
INSERT INTO "audit" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',10,X'29D18F35ACA25E6A96C0835DB2C74037',1790000010000,'users.invite','user:usr_371txmk1svabgrx5hyknqrgr4c','user:usr_0nvnt2vfq7by7trjd1jn4tcm6c',0,'','{"roles":["user"],"name":"Del Dahl","email":"del@golden.example"}',X'4412D2324E1F520B02B69D2CE1630297',X'B306210389E5C7B50651754FD1F8BF03F6C6F5ED55A047C36B75B49E31D36958',X'11D2A640F0819AE36B289F6C84D1FA394A7B405C117A28E34F16848D02BB504D');
INSERT INTO "audit" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',11,X'48A0512645E55A1DAB459FFFEF570719',1790000011000,'users.accept','user:usr_0nvnt2vfq7by7trjd1jn4tcm6c','user:usr_0nvnt2vfq7by7trjd1jn4tcm6c',0,'','{"was":"invited","name":"Del Dahl"}',X'213FC996E5C1AE513AC7FB41F6322213',X'1D13A8AFE4329D59442628300B0E516CFA11F7C2D8380B037996F71A3E570FE8',X'320C6D8BC6DD273913C3B3B134E101157990CB47656DC0FA9332A68438E2C5B0');
INSERT INTO "audit" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',12,X'64888032749F564B9EB08F8300AAFA1C',1790000012000,'users.delete','user:usr_371txmk1svabgrx5hyknqrgr4c','user:usr_0nvnt2vfq7by7trjd1jn4tcm6c',0,'','{"was":"active","name":"Del Dahl"}',X'18DA7E097BC847A92FDDBD8345299B14',X'4BEABC9A8B11111830C0638E4CE393B92E9EA0039E42C3EAAA610CDF554FDF6B',X'E469527F494DE6B7F2CAB4885B3DCA247B9A5088697C893F9C2F317802E48D13');
CREATE TABLE idempotency (
    account_id blob not null,
    actor text not null,
    route text not null,
    key text not null,
    body_digest blob not null,
    status integer,
    headers text,
    answer blob,
    created_at integer not null,
    primary key (account_id, actor, route, key)
) without rowid;
CREATE TABLE identities (
    identity_id blob primary key,
    password_hash text,
    password_version integer not null,
    created_at integer not null
);
INSERT INTO "identities" VALUES(X'E1A319E33B6557D69AB173FDDFDCF1D9','$argon2id$v=19$m=19456,t=2,p=1$iwXSJZGEVHqzgfyAmwTzGA$xB/aU9O+BmCZdIx2wfhCkYz6Q91jPSGjY4u+w6LdBTc',1,1790000000000);
INSERT INTO "identities" VALUES(X'CD08F42630695BF8AE9A19F868DC7F4B','$argon2id$v=19$m=19456,t=2,p=1$iwXSJZGEVHqzgfyAmwTzGA$xB/aU9O+BmCZdIx2wfhCkYz6Q91jPSGjY4u+w6LdBTc',1,1790000000000);
INSERT INTO "identities" VALUES(X'EE104E69B1CF5191B4F36DAAF6994ED2','$argon2id$v=19$m=19456,t=2,p=1$iwXSJZGEVHqzgfyAmwTzGA$xB/aU9O+BmCZdIx2wfhCkYz6Q91jPSGjY4u+w6LdBTc',1,1790000000000);
INSERT INTO "identities" VALUES(X'5CF356125A0E5D2AB8494EA3AC490F3D','$argon2id$v=19$m=19456,t=2,p=1$iwXSJZGEVHqzgfyAmwTzGA$xB/aU9O+BmCZdIx2wfhCkYz6Q91jPSGjY4u+w6LdBTc',1,1790000000000);
CREATE TABLE identity_emails (
    email_key text primary key,
    identity_id blob not null,
    email text not null,
    verified_at integer not null
) without rowid;
INSERT INTO "identity_emails" VALUES('ada@golden.example',X'E1A319E33B6557D69AB173FDDFDCF1D9','ada@golden.example',1790000000000);
INSERT INTO "identity_emails" VALUES('del@golden.example',X'5CF356125A0E5D2AB8494EA3AC490F3D','del@golden.example',1790000000000);
INSERT INTO "identity_emails" VALUES('sue@golden.example',X'EE104E69B1CF5191B4F36DAAF6994ED2','sue@golden.example',1790000000000);
INSERT INTO "identity_emails" VALUES('ulf@golden.example',X'CD08F42630695BF8AE9A19F868DC7F4B','ulf@golden.example',1790000000000);
CREATE TABLE instance (
    one integer primary key check (one = 1),
    audit_seq integer not null,
    audit_head blob not null,
    created_at integer not null
);
INSERT INTO "instance" VALUES(1,1,X'A51BB8495C259A30927AB5B3C061A2A71FBD4942CF095EA6E33AE5A9DEE01824',1790000000000);
CREATE TABLE jobs (
    job_id blob primary key,
    account_id blob not null,             -- zeros: the instance
    kind text not null,
    state text not null check (state in ('waiting', 'done', 'failed')),
    due_at integer not null,
    locked_until integer,
    fence integer not null,
    attempts integer not null,
    payload blob not null,              -- sealed where it holds a secret; emptied when done
    progress integer not null,
    total integer,
    last_error text,
    created_at integer not null,
    done_at integer
);
INSERT INTO "jobs" VALUES(X'956FD26349D95B6EB1A5E7C1183FADCC',X'00000000000000000000000000000000','mail','done',1790000000000,NULL,1,1,X'',0,NULL,NULL,1790000000000,1790000001000);
CREATE TABLE links (
    digest blob primary key,
    purpose text not null,
    account_id blob not null,             -- zeros: the instance
    user_id blob not null,                -- zeros: none
    email text not null,
    email_key text not null,
    sent_by text not null,                -- the actor whose right it stands on (RT20)
    created_at integer not null,
    expires_at integer not null,
    used_at integer,
    ended_at integer,
    asked_at integer                     -- when its holder last asked for a new one
) without rowid;
CREATE TABLE mailbox (
    mail_id blob primary key,
    at integer not null,
    recipient text not null,
    subject text not null,
    body_text text not null,
    body_html text not null
);
CREATE TABLE memberships_of (
    identity_id blob not null,
    account_id blob not null,
    user_id blob not null,
    primary key (identity_id, account_id)
) without rowid;
INSERT INTO "memberships_of" VALUES(X'5CF356125A0E5D2AB8494EA3AC490F3D',X'2646FDC902B25F1A828817FDA1DE93FA',X'15DD742DBEE75F8FAC49A19549A650CC');
INSERT INTO "memberships_of" VALUES(X'CD08F42630695BF8AE9A19F868DC7F4B',X'2646FDC902B25F1A828817FDA1DE93FA',X'D392F00FE07651E8B292C3FDB63849EC');
INSERT INTO "memberships_of" VALUES(X'E1A319E33B6557D69AB173FDDFDCF1D9',X'2646FDC902B25F1A828817FDA1DE93FA',X'670EBB49873B52E18E963E9D6F88608C');
INSERT INTO "memberships_of" VALUES(X'EE104E69B1CF5191B4F36DAAF6994ED2',X'2646FDC902B25F1A828817FDA1DE93FA',X'A3F6F078731E522694153B4ED492AFEF');
CREATE TABLE migrations (number integer primary key, name text not null, digest text not null, applied_at integer not null);
INSERT INTO "migrations" VALUES(1,'0001_bones.sql','7979639bfd01e4d1f3776389a939b27a8bdb012e04f14659504612cfc2a8aa4c',1790000000000);
CREATE TABLE operators (
    identity_id blob primary key,
    name text not null,
    created_at integer not null
);
INSERT INTO "operators" VALUES(X'E1A319E33B6557D69AB173FDDFDCF1D9','Ada Adler',1790000000000);
CREATE TABLE places (
    account_id blob not null,
    number integer not null,
    place_id blob not null,
    parent integer not null,
    level text not null check (level in ('division', 'location')),
    name text not null,
    name_key text not null,
    retired_at integer,
    version integer not null,
    primary key (account_id, number)
) without rowid;
CREATE TABLE product_keys (
    digest blob primary key,
    key_id blob not null unique,
    blueprint text not null,
    name text not null,
    created_at integer not null,
    ended_at integer
) without rowid;
CREATE TABLE sessions (
    digest blob primary key,            -- SHA-256 of the cookie's token
    session_id blob not null unique,
    identity_id blob not null,
    created_at integer not null,
    authenticated_at integer not null,
    last_seen_at integer not null,
    expires_at integer not null,
    user_agent text not null,
    address text not null
) without rowid;
CREATE TABLE status_counts (              -- exact, per home place
    account_id blob not null,
    home integer not null,
    status text not null,
    users integer not null check (users >= 0),
    primary key (account_id, home, status)
) without rowid;
INSERT INTO "status_counts" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',0,'active',2);
INSERT INTO "status_counts" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',0,'deleted',1);
INSERT INTO "status_counts" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',0,'invited',1);
INSERT INTO "status_counts" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',0,'suspended',1);
CREATE TABLE user_dir (
    account_id blob not null,
    dir_key text not null,
    user_id blob not null,
    home integer not null,
    status text not null,
    primary key (account_id, dir_key)
) without rowid;
INSERT INTO "user_dir" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA','adleradaada@golden.example670EBB49873B52E18E963E9D6F88608C',X'670EBB49873B52E18E963E9D6F88608C',0,'active');
INSERT INTO "user_dir" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA','dahldeldel@golden.example15DD742DBEE75F8FAC49A19549A650CC',X'15DD742DBEE75F8FAC49A19549A650CC',0,'deleted');
INSERT INTO "user_dir" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA','itoinaina@golden.example8BB25D10002D58EEBF9032CC8C310DC6',X'8BB25D10002D58EEBF9032CC8C310DC6',0,'invited');
INSERT INTO "user_dir" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA','osterulfulf@golden.exampleD392F00FE07651E8B292C3FDB63849EC',X'D392F00FE07651E8B292C3FDB63849EC',0,'active');
INSERT INTO "user_dir" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA','sandsuesue@golden.exampleA3F6F078731E522694153B4ED492AFEF',X'A3F6F078731E522694153B4ED492AFEF',0,'suspended');
CREATE TABLE user_email (                 -- no row for deleted users
    account_id blob not null,
    email_key text not null,
    user_id blob not null,
    primary key (account_id, email_key)
) without rowid;
INSERT INTO "user_email" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA','ada@golden.example',X'670EBB49873B52E18E963E9D6F88608C');
INSERT INTO "user_email" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA','ina@golden.example',X'8BB25D10002D58EEBF9032CC8C310DC6');
INSERT INTO "user_email" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA','sue@golden.example',X'A3F6F078731E522694153B4ED492AFEF');
INSERT INTO "user_email" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA','ulf@golden.example',X'D392F00FE07651E8B292C3FDB63849EC');
CREATE TABLE users (
    account_id blob not null,
    user_id blob not null,
    kind text not null check (kind in ('person', 'device', 'service')),
    status text not null check (status in ('invited', 'active', 'suspended', 'deleted')),
    status_before text,                   -- of a deleted user: what restore returns to
    first_name text not null,
    last_name text not null,              -- the whole name, where the blueprint's names are whole
    email text,
    email_key text,
    username text,
    home integer not null,
    fields text not null,                 -- JSON object of the blueprint's fields
    dir_key text not null,
    identity_id blob,
    language text not null,
    created_at integer not null,
    activated_at integer,
    last_active_at integer,
    suspended_at integer,
    deleted_at integer,
    entries_after integer not null,      -- entries older than this are ended (RT39)
    version integer not null,
    primary key (account_id, user_id)
);
INSERT INTO "users" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',X'670EBB49873B52E18E963E9D6F88608C','person','active',NULL,'Ada','Adler','ada@golden.example','ada@golden.example',NULL,0,'{}','adleradaada@golden.example670EBB49873B52E18E963E9D6F88608C',X'E1A319E33B6557D69AB173FDDFDCF1D9','en',1790000000000,1790000005000,NULL,NULL,NULL,0,2);
INSERT INTO "users" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',X'D392F00FE07651E8B292C3FDB63849EC','person','active',NULL,'Ulf','Øster','ulf@golden.example','ulf@golden.example',NULL,0,'{}','osterulfulf@golden.exampleD392F00FE07651E8B292C3FDB63849EC',X'CD08F42630695BF8AE9A19F868DC7F4B','en',1790000000000,1790000005000,NULL,NULL,NULL,0,2);
INSERT INTO "users" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',X'8BB25D10002D58EEBF9032CC8C310DC6','person','invited',NULL,'Ina','Ito','ina@golden.example','ina@golden.example',NULL,0,'{}','itoinaina@golden.example8BB25D10002D58EEBF9032CC8C310DC6',NULL,'en',1790000000000,NULL,NULL,NULL,NULL,0,2);
INSERT INTO "users" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',X'A3F6F078731E522694153B4ED492AFEF','person','suspended',NULL,'Sue','Sand','sue@golden.example','sue@golden.example',NULL,0,'{}','sandsuesue@golden.exampleA3F6F078731E522694153B4ED492AFEF',X'EE104E69B1CF5191B4F36DAAF6994ED2','en',1790000000000,1790000005000,NULL,1790000009000,NULL,0,2);
INSERT INTO "users" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',X'15DD742DBEE75F8FAC49A19549A650CC','person','deleted','active','Del','Dahl','del@golden.example','del@golden.example',NULL,0,'{}','dahldeldel@golden.example15DD742DBEE75F8FAC49A19549A650CC',X'5CF356125A0E5D2AB8494EA3AC490F3D','en',1790000000000,1790000005000,NULL,NULL,1790000009000,0,2);
CREATE UNIQUE INDEX places_by_id on places (account_id, place_id);
CREATE UNIQUE INDEX places_by_name on places (account_id, parent, name_key)
    where retired_at is null;
CREATE INDEX users_deleted on users (account_id, deleted_at) where deleted_at is not null;
CREATE INDEX assignments_by_role on assignments (account_id, role, user_id);
CREATE INDEX assignments_by_scope on assignments (account_id, scope, user_id);
CREATE INDEX identity_emails_of on identity_emails (identity_id);
CREATE INDEX sessions_of on sessions (identity_id);
CREATE INDEX links_of_user on links (account_id, user_id, purpose);
CREATE INDEX jobs_due on jobs (due_at) where state = 'waiting';
CREATE INDEX jobs_leased on jobs (locked_until) where locked_until is not null;
CREATE INDEX jobs_ended on jobs (state, done_at) where done_at is not null;
CREATE INDEX jobs_of_account on jobs (account_id, created_at);
CREATE UNIQUE INDEX audit_by_event on audit (account_id, event_id);
CREATE INDEX audit_of_target on audit (account_id, target, seq);
CREATE INDEX idempotency_by_age on idempotency (created_at);
COMMIT;
