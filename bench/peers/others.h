// Those who do the same work: how each is set up, and what it is asked.
#pragma once

#include "base/secret.h"
#include "peers.h"

namespace usher::bench {

inline bool is_there(std::string const& file) { return std::filesystem::exists(file); }
inline std::string folder_for(std::string const& folder, std::string const& name) {
    auto path = folder + "/" + name;
    std::filesystem::create_directory(path);
    return path;
}
inline Started missing(std::string const& name, std::string const& what) {
    return {nullptr, name + " is left out: " + what + " is not there (script/setup --peers)"};
}
// Nothing of what these say is worth a line, unless they fail.
inline void done_by(std::string const& command) { said_by(command + " 2>&1"); }

// ---- Glewlwyd: its Debian package, with its own SQLite schema

inline std::string quoted(std::string text) {
    for (std::size_t at = 0; (at = text.find('\'', at)) != std::string::npos; at += 2)
        text.insert(at, 1, '\'');
    return "'" + text + "'";
}

inline void fill_glewlwyd(std::string const& folder, World const& world) {
    std::ofstream sql(folder + "/people.sql");
    sql << "begin;\n";
    for (std::size_t n = 1; n < world.people.size(); ++n) {
        auto const& person = world.people[n];
        sql << "insert into g_user (gu_username, gu_name, gu_email, gu_enabled) values ('user" << n
            << "', " << quoted(person.name) << ", " << quoted(person.email) << ", 1);\n";
    }
    sql << "insert into g_user_scope_user (gu_id, gus_id) select gu_id, gus_id from g_user, "
           "g_user_scope where gu_username like 'user%' and gus_name = 'g_profile';\ncommit;\n";
    sql.close();
    done_by("sqlite3 " + folder + "/db < " + folder + "/people.sql");
}

inline Started glewlwyd(std::string const& place, World const& world) {
    std::string const program = "/usr/bin/glewlwyd";
    std::string const schema = "/usr/share/dbconfig-common/data/glewlwyd/install/sqlite3";
    for (auto const& needed : {program, schema})
        if (!is_there(needed)) return missing("glewlwyd", needed);
    auto folder = folder_for(place, "glewlwyd");
    done_by("sqlite3 " + folder + "/db < " + schema);
    fill_glewlwyd(folder, world);
    auto peer = std::make_unique<Peer>();
    peer->name = "glewlwyd";
    peer->hash = "PBKDF2-SHA256, 150,000 rounds";
    peer->port = free_port();
    auto at = "http://127.0.0.1:" + std::to_string(peer->port);
    std::ofstream(folder + "/conf")
        << "port=" << peer->port << "\nbind_address=\"127.0.0.1\"\nexternal_url=\"" << at
        << "\"\nlogin_url=\"login.html\"\napi_prefix=\"api\"\n"
        << "static_files_path=\"/usr/share/glewlwyd/webapp/\"\nlog_mode=\"file\"\n"
        << "log_level=\"ERROR\"\nlog_file=\"" << folder << "/log\"\ncookie_domain=\"127.0.0.1\"\n"
        << "cookie_secure=0\nsession_expiration=2419200\nsession_key=\"session\"\n"
        << "admin_scope=\"g_admin\"\nprofile_scope=\"g_profile\"\n"
        << "user_module_path=\"/usr/lib/glewlwyd/user\"\n"
        << "user_middleware_module_path=\"/usr/lib/glewlwyd/user_middleware\"\n"
        << "client_module_path=\"/usr/lib/glewlwyd/client\"\n"
        << "user_auth_scheme_module_path=\"/usr/lib/glewlwyd/scheme\"\n"
        << "plugin_module_path=\"/usr/lib/glewlwyd/plugin\"\n"
        << "hash_algorithm=\"SHA512\"\ndatabase={ type=\"sqlite3\"; path=\"" << folder
        << "/db\"; };\n";
    peer->program = std::make_unique<Program>(
        std::vector<std::string>{program, "--config-file=" + folder + "/conf"});
    wait_for(peer->port);
    Client client(peer->port);
    auto first = cookies_of(client.ask(
        http_request("POST", "/api/auth/", "", R"({"username":"admin","password":"password"})")));
    auto const& owner = world.people.front();
    auto password = json_text(world.password);
    auto const& made = client.ask(http_request(
        "POST", "/api/user/", first,
        R"({"username":"owner","enabled":true,"scope":["g_admin","g_profile"],"name":)" +
            json_text(owner.name) + R"(,"email":)" + json_text(owner.email) + R"(,"password":)" +
            password + "}"));
    if (!Http::right(made)) give_up("glewlwyd: " + made);
    peer->requests[sign_in] = http_request("POST", "/api/auth/", "",
                                           R"({"username":"owner","password":)" + password + "}");
    auto cookies = cookies_of(client.ask(peer->requests[sign_in]));
    peer->requests[may] = http_request("GET", "/api/auth/scheme/?scope=g_admin", cookies, "");
    auto users = "/api/user/?limit=" + std::to_string(page);
    peer->requests[list] = http_request("GET", users, cookies, "");
    peer->requests[search] = http_request("GET", users + "&pattern=" + world.word, cookies, "");
    return {std::move(peer), ""};
}

// ---- Better Auth: its npm package, on the Node that the UI is built with

inline Started better_auth(std::string const& place, World const& world) {
    auto here = std::filesystem::absolute("bench/peers").string();
    auto node = std::filesystem::absolute("ui/scripts/node").string();
    for (auto const& needed : {here + "/node_modules/better-auth",
                               std::filesystem::absolute("ui/node_modules").string()})
        if (!is_there(needed)) return missing("better-auth", needed);
    auto folder = folder_for(place, "better-auth");
    std::ofstream(folder + "/password") << world.password;
    std::ofstream file(folder + "/people");
    for (auto const& person : world.people) file << person.name << '\t' << person.email << '\n';
    file.close();
    auto peer = std::make_unique<Peer>();
    peer->name = "better-auth";
    peer->hash = "scrypt N=16384,r=16,p=1";
    auto port = std::to_string(free_port());
    peer->program = std::make_unique<Program>(
        std::vector<std::string>{node, "--no-warnings", here + "/better-auth.mjs", folder, port});
    peer->port = peer->program->port();
    std::ifstream said(folder + "/organization");
    std::string organization;
    said >> organization;
    auto origin = "Origin: http://127.0.0.1:" + port + "\r\n";
    peer->requests[sign_in] = http_request("POST", "/api/auth/sign-in/email", origin,
                                           R"({"email":)" + json_text(world.people.front().email) +
                                               R"(,"password":)" + json_text(world.password) + "}");
    Client client(peer->port);
    auto cookies = cookies_of(client.ask(peer->requests[sign_in]));
    peer->requests[may] =
        http_request("POST", "/api/auth/organization/has-permission", origin + cookies,
                     R"({"organizationId":)" + json_text(organization) +
                         R"(,"permissions":{"member":["update"]}})");
    auto users = "/api/auth/admin/list-users?sortBy=name&limit=" + std::to_string(page);
    peer->requests[list] = http_request("GET", users, cookies, "");
    peer->requests[search] =
        http_request("GET", users + "&searchField=name&searchValue=" + world.word, cookies, "");
    return {std::move(peer), ""};
}

// ---- OpenLDAP: slapd on its own files, with indexes for what is asked

inline std::string base64(std::string_view bytes) {
    auto text = base64url(bytes);
    std::ranges::replace(text, '-', '+');
    std::ranges::replace(text, '_', '/');
    return text.append((4 - text.size() % 4) % 4, '=');
}
inline std::string entry_of(std::size_t n) {
    return "uid=user" + std::to_string(n) + ",ou=people,dc=bench";
}

inline void write_entries(std::string const& file, World const& world) {
    std::ofstream ldif(file);
    ldif
        << "dn: dc=bench\nobjectClass: dcObject\nobjectClass: organization\ndc: bench\no: bench\n\n"
        << "dn: ou=people,dc=bench\nobjectClass: organizationalUnit\nou: people\n\n";
    for (std::size_t n = 0; n < world.people.size(); ++n) {
        auto const& [name, email] = world.people[n];
        ldif << "dn: " << entry_of(n) << "\nobjectClass: inetOrgPerson\nuid: user" << n
             << "\ncn:: " << base64(name) << "\nsn:: " << base64(name.substr(name.rfind(' ') + 1))
             << "\nmail:: " << base64(email) << '\n';
        if (n == 0) ldif << "userPassword:: " << base64("{ARGON2}" + world.password_hash) << '\n';
        ldif << '\n';
    }
    ldif << "dn: cn=administrators,dc=bench\nobjectClass: groupOfNames\ncn: administrators\n";
    constexpr std::size_t one_in = 40;
    for (std::size_t n = 0; n < world.people.size(); n += one_in)
        ldif << "member: " << entry_of(n) << '\n';
}

inline Started openldap(std::string const& place, World const& world) {
    std::string const program = "/usr/sbin/slapd";
    for (auto const& needed : {program, std::string("/usr/lib/ldap/argon2.la")})
        if (!is_there(needed)) return missing("openldap", needed);
    auto folder = folder_for(place, "openldap");
    folder_for(folder, "db");
    write_entries(folder + "/people.ldif", world);
    auto conf = folder + "/slapd.conf";
    std::ofstream(conf) << "include /etc/ldap/schema/core.schema\n"
                        << "include /etc/ldap/schema/cosine.schema\n"
                        << "include /etc/ldap/schema/inetorgperson.schema\n"
                        << "modulepath /usr/lib/ldap\nmoduleload back_mdb\nmoduleload argon2\n"
                        << "sortvals member\naccess to * by * read\n"
                        << "database mdb\nsuffix dc=bench\nmaxsize 1073741824\n"
                        << "directory " << folder << "/db\n"
                        << "index objectClass eq\nindex cn eq,sub\nindex uid,mail eq\n";
    done_by("/usr/sbin/slapadd -q -f " + conf + " -l " + folder + "/people.ldif");
    auto peer = std::make_unique<Peer>();
    peer->name = "openldap";
    peer->hash = "Usher's";
    peer->ldap = true;
    peer->port = free_port();
    auto at = "ldap://127.0.0.1:" + std::to_string(peer->port);
    peer->program = std::make_unique<Program>(
        std::vector<std::string>{program, "-f", conf, "-h", at, "-d", "0"});
    wait_for(peer->port);
    peer->requests[sign_in] = ldap::bind(entry_of(0), world.password);
    peer->requests[may] = ldap::compare("cn=administrators,dc=bench", "member", entry_of(0));
    peer->requests[list] = ldap::search("ou=people,dc=bench", page, "");
    peer->requests[search] = ldap::search("ou=people,dc=bench", page, world.word);
    return {std::move(peer), ""};
}

}  // namespace usher::bench
