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
    created_at integer not null, status_at integer, status_reason text not null default '', closes_at integer, search text not null default '',
    constraint seats_not_negative check (seats_used >= 0),
    constraint seats_not_overrun check (seats_bought is null or seats_used <= seats_bought)
);
INSERT INTO "accounts" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA','golden','Golden Goods','stamps','premier','open','en',1,20,4,1,12,X'1191E2DEDF9245133783D4BB163114C935300873A40437EFA631B136F827CF83',7,1,1790000000000,NULL,'',NULL,'');
CREATE TABLE address_changes (
    change_id blob primary key,
    identity_id blob not null,
    kind text not null check (kind in ('sign_in', 'recovery')),
    old_email text not null,
    old_email_key text not null,
    new_email text not null,
    new_email_key text not null,
    confirm_digest blob not null unique,
    stop_digest blob not null unique,
    created_at integer not null,
    expires_at integer not null,
    stop_until integer not null,
    confirmed_at integer,
    ended_at integer
);
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
    hash blob not null, personal text, personal_salt blob, personal_digest blob,
    primary key (account_id, seq)
) without rowid;
INSERT INTO "audit" VALUES(X'00000000000000000000000000000000',1,X'4E6732A6A049569282CBDD9DB6D9A531',1790000001000,'accounts.open','instance','account:acc_168vywj0njbwd8520qzpgxx4zt',0,'','{"blueprint":"stamps"}',X'4E9BB674CD4AFB137D1A692FF51F5AB4',X'0515F1A07AC2B0E98346AE6731EEA3FACF60457EE511A29CF88FE9A1FEE76441',X'A51BB8495C259A30927AB5B3C061A2A71FBD4942CF095EA6E33AE5A9DEE01824',NULL,NULL,NULL);
INSERT INTO "audit" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',1,X'59613260DF9153DBB2E3EA59096B8DDC',1790000001000,'accounts.open','instance','account:acc_168vywj0njbwd8520qzpgxx4zt',0,'','{"plan":"premier"}',X'A31B8B91B84796D06466964EF5F59CCE',X'90FA515324924092B05EBC1A3596CA1A41052A74AA67D3DDEEE4F20BCCF8694D',X'3BB08DD37FC87E8497269F7CA949AC3D43EE5ED50E8815C7658072526693DD8D',NULL,NULL,NULL);
INSERT INTO "audit" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',2,X'8BF57A01F3965BF2A9235822B8123C3C',1790000002000,'users.invite','instance','user:usr_371txmk1svabgrx5hyknqrgr4c',0,'','{"roles":["admin"]}',X'4D85A98D8E5915F91C9A1ADFB0E05386',X'010B1FCEF7DB73775F14CBEA705683F78E104687D1C6588F050EB95AA8F7CF3D',X'74E7999B1B25096297416B4D0215C0E718DF7D7CA43E000D9975969D113DCA98','{"name":"Ada Adler","email":"ada@golden.example"}',X'B60BEEC67B58DB782D114D0550D4C44F',X'D8BCCEEF055942D5D80D4F48AFAD232D63C5EB1B51F94C78C0ED07BE0DC8FEEC');
INSERT INTO "audit" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',3,X'092EF44607D55795A388000214F595E9',1790000003000,'users.accept','user:usr_371txmk1svabgrx5hyknqrgr4c','user:usr_371txmk1svabgrx5hyknqrgr4c',0,'','{"was":"invited"}',X'7C4948E6180447F73B89359B26427916',X'D068DFDD1A759D16AA4B55971B1E88ECC04792713548793A198910CB2D1AF014',X'09DD73B7B02D31462E741204488B4493D19CB2385C53BB36FF033DA74591F08C','{"name":"Ada Adler"}',X'49FAA56DC7EE1D91AAACF2D3BF130A8E',X'565AE0EA6C9CE1185ABFBDDAD41EF048551C427BB8B0E673A0108D89C1119A55');
INSERT INTO "audit" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',4,X'6F1BA97F5B92550CA95B6136BB1EDFA3',1790000004000,'users.invite','user:usr_371txmk1svabgrx5hyknqrgr4c','user:usr_6kjbr0zr3pa7mb54p3zpv3gjfc',0,'','{"roles":["user","reports"]}',X'2DCCE2B3D724D10C8FD2295DA67664C8',X'AF343D78186FA40100AD253952FBE0D2FBA50A844017B69C536EB60C39C15BF7',X'187DC7DF4D38A7C387FEE3149AF63114B54E82EACA495ED77468CF1829F2ED78','{"name":"Ulf \u00d8ster","email":"ulf@golden.example"}',X'0B2295BD8D42722C9EF11B20DB541742',X'16D5FABCDA22BB95DC27DA6773D11AA6D4534266AADD78F4385F06289EE1C6B8');
INSERT INTO "audit" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',5,X'CA0044047B9C5BE6B437612494F5139D',1790000005000,'users.accept','user:usr_6kjbr0zr3pa7mb54p3zpv3gjfc','user:usr_6kjbr0zr3pa7mb54p3zpv3gjfc',0,'','{"was":"invited"}',X'7EE48DF3052D76500A47635EE61BC6C3',X'4CE6E4449695FA1A3A597CC5486F40F549D11FFE86189C3009EA689169368F26',X'A48BCD07CE916AF123211D269D12A36776071E33B6E0698177331E75F973A528','{"name":"Ulf \u00d8ster"}',X'A5CA064FDD0FA4125861913B02C0755C',X'ABCF2BE5D0B1B276E84C42D6C1E4CF8EB3DDDC32DC226ED9B98196C395DB6645');
INSERT INTO "audit" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',6,X'337C3E27691057EBA0621ED69AE21A5C',1790000006000,'users.invite','user:usr_371txmk1svabgrx5hyknqrgr4c','user:usr_4bp9eh001db3qbz41jsj6323e6',0,'','{"roles":["user"]}',X'FB94599739C6C60132C8FF3337B1437C',X'DB03F0BBD7B68F7EC79A5B8235FEEB97823751AB0346085851720DE8A621FE6A',X'FC87D58D6F87FAB867267E36B841A6BBFECBA05CA78850B8A9A0FCE646140E2B','{"name":"Ina Ito","email":"ina@golden.example"}',X'D5F6D23BAEBB0042A0A7DEA318C3D6BD',X'9069B6EA37BA8ABD5007BCB0245BB3B028ED5C2F58B811941CE4D1CDEE038FD6');
INSERT INTO "audit" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',7,X'3753CF80FE0C57A7A33519038917B71F',1790000007000,'users.invite','user:usr_371txmk1svabgrx5hyknqrgr4c','user:usr_53yvr7gwrya8k9859v9va95bzf',0,'','{"roles":["user","user-manager"]}',X'1B41EF64CFD10420ACF9AB23D8C90CA9',X'EF68647D81C3202F8FAC0630B1BE57A5390AB3DDEFA1147E686BF0F7294C9989',X'5AD0C1D93C672D035970FB57E3D460599006C1C7F4876D789D0AAEDE14A61B5B','{"name":"Sue Sand","email":"sue@golden.example"}',X'2590E77FE27A9E1C4526A46063097256',X'B2842AE3B4291DA48534D89B1149944F48C3765C7D9A0CE65DAFF321AC568636');
INSERT INTO "audit" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',8,X'706A63BD30C2554A95D90FF46AEC0341',1790000008000,'users.accept','user:usr_53yvr7gwrya8k9859v9va95bzf','user:usr_53yvr7gwrya8k9859v9va95bzf',0,'','{"was":"invited"}',X'D9D91BB812FC5FDF8FD4E5DA15E6F594',X'60053691B7A99369E21DE17F32F23CC3159C4E7A681FD991A4869F38B6CB66C5',X'86F98E0B0929115917C939945EA9609FB3D2FCA866167F2E18613CDDC74276D4','{"name":"Sue Sand"}',X'D2D7EB04784D942892E8F8B5DD598767',X'F248CEE1DF34FDAFD62077DA176952806CEA0FF6CC2C75A1BE5AF3A94E90DB21');
INSERT INTO "audit" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',9,X'93126CB8CD115514A4D302C628693091',1790000009000,'users.suspend','user:usr_371txmk1svabgrx5hyknqrgr4c','user:usr_53yvr7gwrya8k9859v9va95bzf',0,'','{"was":"active"}',X'DA1347FE776CB6928C3720459E30F96E',X'CA86623B8089A0629B17BA40F1126E6FB849491171A45E1B34FADADD188470BB',X'D33C8C1EF9689E49E862C35767245DE72F44A50FAA0847F2289AF5C840BA6AFB','{"name":"Sue Sand"}',X'ADC12164A648C9A5C6B0EA276536EF08',X'0BC0F37091C3FB1BE3176578106A2DB332EFA6F3B5C49169E8794F7CD670A8A8');
INSERT INTO "audit" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',10,X'29D18F35ACA25E6A96C0835DB2C74037',1790000010000,'users.invite','user:usr_371txmk1svabgrx5hyknqrgr4c','user:usr_0nvnt2vfq7by7trjd1jn4tcm6c',0,'','{"roles":["user"]}',X'4412D2324E1F520B02B69D2CE1630297',X'8A57364C22B164B1F8393FF17CBCD41B3657B1CBEB5119360F80D7CEF7F7D005',X'D672F77E781A3F3EE64AE3A2C027B89034FD158A5583C615A438E2FD198EC308','{"name":"Del Dahl","email":"del@golden.example"}',X'BFE70C28B35FF18B71BF6FC08B6529B2',X'DE8F685BA1BCDDAB4C3566933A051819DA8752CF48A9CF88071DCE510641FCE9');
INSERT INTO "audit" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',11,X'48A0512645E55A1DAB459FFFEF570719',1790000011000,'users.accept','user:usr_0nvnt2vfq7by7trjd1jn4tcm6c','user:usr_0nvnt2vfq7by7trjd1jn4tcm6c',0,'','{"was":"invited"}',X'213FC996E5C1AE513AC7FB41F6322213',X'B83F3ABC13473BC5D5F13CF66A9F18E21C3B11DDA35A688289F2B01138B65A60',X'7CEC912DA6CA9653DF652153A2D72BC0FD25AB4B22C758AD5F0264F3C82FB32A','{"name":"Del Dahl"}',X'B37C807C92FB4BF15CF8A7A5F1D21EF6',X'4895A2691866BD9D20929E7E267188061D16BB9978D9C888105AA81A7592C6A9');
INSERT INTO "audit" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',12,X'64888032749F564B9EB08F8300AAFA1C',1790000012000,'users.delete','user:usr_371txmk1svabgrx5hyknqrgr4c','user:usr_0nvnt2vfq7by7trjd1jn4tcm6c',0,'','{"was":"active"}',X'18DA7E097BC847A92FDDBD8345299B14',X'1F80D192FDDC84607179F8836FA21327F0B88BF5581AD800B756665F7011EB5A',X'1191E2DEDF9245133783D4BB163114C935300873A40437EFA631B136F827CF83','{"name":"Del Dahl"}',X'E66B1A14F867A18DE53797CC6557BE61',X'FE09A77C0A998D8D2477DC2E474D9AF8BD253345FE3EC5811F3DC3EF744D97B8');
CREATE TABLE entries (
    account_id blob not null,
    user_id blob not null,
    session_id blob not null,
    first_at integer not null,
    last_at integer not null,
    primary key (account_id, user_id, session_id)
) without rowid;
CREATE TABLE grant_defaults (             -- at most one of a kind, or of a kind's group
    account_id blob not null,
    user_id blob not null,
    kind text not null,
    group_name text not null,             -- '' where the kind has one default for all
    resource_id blob not null,
    primary key (account_id, user_id, kind, group_name)
) without rowid;
CREATE TABLE grants (
    account_id blob not null,
    user_id blob not null,
    kind text not null,
    resource_id blob not null,            -- zeros: all of the kind, future ones too
    given_by text not null,
    given_at integer not null,
    primary key (account_id, user_id, kind, resource_id)
) without rowid;
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
, language text, zone text);
INSERT INTO "identities" VALUES(X'E1A319E33B6557D69AB173FDDFDCF1D9','$argon2id$v=19$m=19456,t=2,p=1$iwXSJZGEVHqzgfyAmwTzGA$xB/aU9O+BmCZdIx2wfhCkYz6Q91jPSGjY4u+w6LdBTc',1,1790000000000,NULL,NULL);
INSERT INTO "identities" VALUES(X'CD08F42630695BF8AE9A19F868DC7F4B','$argon2id$v=19$m=19456,t=2,p=1$iwXSJZGEVHqzgfyAmwTzGA$xB/aU9O+BmCZdIx2wfhCkYz6Q91jPSGjY4u+w6LdBTc',1,1790000000000,NULL,NULL);
INSERT INTO "identities" VALUES(X'EE104E69B1CF5191B4F36DAAF6994ED2','$argon2id$v=19$m=19456,t=2,p=1$iwXSJZGEVHqzgfyAmwTzGA$xB/aU9O+BmCZdIx2wfhCkYz6Q91jPSGjY4u+w6LdBTc',1,1790000000000,NULL,NULL);
INSERT INTO "identities" VALUES(X'5CF356125A0E5D2AB8494EA3AC490F3D','$argon2id$v=19$m=19456,t=2,p=1$iwXSJZGEVHqzgfyAmwTzGA$xB/aU9O+BmCZdIx2wfhCkYz6Q91jPSGjY4u+w6LdBTc',1,1790000000000,NULL,NULL);
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
CREATE TABLE known_browsers (
    digest blob primary key,
    identity_id blob not null,
    seen_at integer not null
) without rowid;
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
, identity_id blob) without rowid;
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
INSERT INTO "migrations" VALUES(2,'0002_recovery.sql','cc24210c4c85155559e8cb4c9cd5901c1d73a1da28b68de5493a5a1b482f6621',1790000000000);
INSERT INTO "migrations" VALUES(3,'0003_personal.sql','f2de543ee09d3fb51da4196cc1983e34f0f40e96980d982d44d7ad03b2d966a1',1790000000000);
INSERT INTO "migrations" VALUES(4,'0004_entries.sql','6eadd08a1effa5e4d70128c0603b56c8d20baae3b27e282d2ffceab8443ab2c7',1790000000000);
INSERT INTO "migrations" VALUES(5,'0005_preferences.sql','d6b429d6eff166b89adf2211319029085c387bb2f0e11e1fd8a35e5341cbfeb4',1790000000000);
INSERT INTO "migrations" VALUES(6,'0006_lists.sql','52b19ec3a2c6ea21c85788838e0ad262c12bee95497c7264cfd64fad68bdfee8',1790000000000);
INSERT INTO "migrations" VALUES(7,'0007_resources.sql','237b6ccfac58ac6c839aab1df838595b71bcdb3ffefdcf22dab1bbfe04da2c45',1790000000000);
INSERT INTO "migrations" VALUES(8,'0008_account_life.sql','d8be235805d724c94f3ffb22d2a1b9165fdbf9ee547fda4cf0599cf66cb08e22',1790000000000);
INSERT INTO "migrations" VALUES(9,'0009_addresses.sql','864a58ab2886d25c093f8b1b0b49449a23a9c0f7ad959305f442c95c14cf45c4',1790000000000);
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
CREATE TABLE recovery_emails (
    identity_id blob primary key,
    email text not null,
    email_key text not null,
    verified_at integer not null
) without rowid;
CREATE TABLE resources (
    account_id blob not null,
    resource_id blob not null,
    kind text not null,                   -- of the blueprint
    key text not null,                    -- the product's own id of it
    name text not null,
    name_key text not null,               -- folded: what lists are sorted and searched by
    group_name text not null,             -- '' where none: what per-group defaults go by
    place integer not null,
    created_at integer not null,
    version integer not null,
    primary key (account_id, resource_id)
);
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
CREATE TABLE status_counts (              -- exact, per home place; home -1: the whole account
    account_id blob not null,
    home integer not null,
    status integer not null check (status between 0 and 3),
    users integer not null check (users >= 0),
    primary key (account_id, home, status)
) without rowid;
INSERT INTO "status_counts" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',-1,0,1);
INSERT INTO "status_counts" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',-1,1,2);
INSERT INTO "status_counts" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',-1,2,1);
INSERT INTO "status_counts" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',-1,3,1);
INSERT INTO "status_counts" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',0,0,1);
INSERT INTO "status_counts" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',0,1,2);
INSERT INTO "status_counts" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',0,2,1);
INSERT INTO "status_counts" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',0,3,1);
CREATE TABLE "user_dir" (
    account_id blob not null,
    dir_key text not null,
    user_id blob not null,
    home integer not null,
    status integer not null check (status between 0 and 3),
    seen integer not null,               -- users.last_active_at; 0: never
    primary key (account_id, dir_key)
) without rowid;
INSERT INTO "user_dir" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA','adleradaada@golden.example670EBB49873B52E18E963E9D6F88608C',X'670EBB49873B52E18E963E9D6F88608C',0,1,0);
INSERT INTO "user_dir" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA','dahldeldel@golden.example15DD742DBEE75F8FAC49A19549A650CC',X'15DD742DBEE75F8FAC49A19549A650CC',0,3,0);
INSERT INTO "user_dir" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA','itoinaina@golden.example8BB25D10002D58EEBF9032CC8C310DC6',X'8BB25D10002D58EEBF9032CC8C310DC6',0,0,0);
INSERT INTO "user_dir" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA','osterulfulf@golden.exampleD392F00FE07651E8B292C3FDB63849EC',X'D392F00FE07651E8B292C3FDB63849EC',0,1,0);
INSERT INTO "user_dir" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA','sandsuesue@golden.exampleA3F6F078731E522694153B4ED492AFEF',X'A3F6F078731E522694153B4ED492AFEF',0,2,0);
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
    version integer not null, reset_needed integer not null default 0,
    primary key (account_id, user_id)
);
INSERT INTO "users" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',X'670EBB49873B52E18E963E9D6F88608C','person','active',NULL,'Ada','Adler','ada@golden.example','ada@golden.example',NULL,0,'{}','adleradaada@golden.example670EBB49873B52E18E963E9D6F88608C',X'E1A319E33B6557D69AB173FDDFDCF1D9','en',1790000000000,1790000005000,NULL,NULL,NULL,0,2,0);
INSERT INTO "users" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',X'D392F00FE07651E8B292C3FDB63849EC','person','active',NULL,'Ulf','Øster','ulf@golden.example','ulf@golden.example',NULL,0,'{}','osterulfulf@golden.exampleD392F00FE07651E8B292C3FDB63849EC',X'CD08F42630695BF8AE9A19F868DC7F4B','en',1790000000000,1790000005000,NULL,NULL,NULL,0,2,0);
INSERT INTO "users" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',X'8BB25D10002D58EEBF9032CC8C310DC6','person','invited',NULL,'Ina','Ito','ina@golden.example','ina@golden.example',NULL,0,'{}','itoinaina@golden.example8BB25D10002D58EEBF9032CC8C310DC6',NULL,'en',1790000000000,NULL,NULL,NULL,NULL,0,2,0);
INSERT INTO "users" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',X'A3F6F078731E522694153B4ED492AFEF','person','suspended',NULL,'Sue','Sand','sue@golden.example','sue@golden.example',NULL,0,'{}','sandsuesue@golden.exampleA3F6F078731E522694153B4ED492AFEF',X'EE104E69B1CF5191B4F36DAAF6994ED2','en',1790000000000,1790000005000,NULL,1790000009000,NULL,0,2,0);
INSERT INTO "users" VALUES(X'2646FDC902B25F1A828817FDA1DE93FA',X'15DD742DBEE75F8FAC49A19549A650CC','person','deleted','active','Del','Dahl','del@golden.example','del@golden.example',NULL,0,'{}','dahldeldel@golden.example15DD742DBEE75F8FAC49A19549A650CC',X'5CF356125A0E5D2AB8494EA3AC490F3D','en',1790000000000,1790000005000,NULL,NULL,1790000009000,0,2,0);
CREATE UNIQUE INDEX places_by_id on places (account_id, place_id);
CREATE UNIQUE INDEX places_by_name on places (account_id, parent, name_key)
    where retired_at is null;
CREATE INDEX users_deleted on users (account_id, deleted_at) where deleted_at is not null;
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
CREATE INDEX links_of_identity on links (identity_id, created_at) where identity_id is not null;
CREATE INDEX entries_of_session on entries (session_id);
CREATE INDEX users_by_status on users (account_id, status, home);
CREATE INDEX users_by_activity on users (account_id, coalesce(last_active_at, 0), user_id);
CREATE INDEX assignments_by_role on assignments (account_id, role, user_id, until_at);
CREATE INDEX assignments_by_scope on assignments (account_id, scope, user_id, until_at);
CREATE UNIQUE INDEX resources_by_key on resources (account_id, kind, key);
CREATE INDEX resources_by_name on resources (account_id, kind, name_key, resource_id);
CREATE INDEX resources_by_place on resources (account_id, kind, place);
CREATE INDEX grants_of_resource on grants (account_id, resource_id, user_id);
CREATE INDEX grant_defaults_of_resource on grant_defaults (account_id, resource_id, user_id);
CREATE INDEX accounts_by_status on accounts (status, slug);
CREATE INDEX address_changes_of on address_changes (identity_id, created_at);
CREATE INDEX known_browsers_of on known_browsers (identity_id, seen_at);
COMMIT;
