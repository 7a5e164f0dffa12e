#include "accounts/routes.h"

#include "accounts/accounts.h"
#include "http/page.h"

namespace usher::accounts {
namespace {

using access::InstanceAct;
using http::Request;
using http::Response;

struct OwnerFields {
    static constexpr std::string_view schema = "NewOwner";
    std::optional<Email> email;
    std::optional<std::string> name, first_name, last_name;
};
void fields(FieldVisitor& v, OwnerFields& owner) {
    v.field("email", owner.email);
    v.field("name", owner.name, {.max = directory::max_name});
    v.field("first_name", owner.first_name, {.max = directory::max_name});
    v.field("last_name", owner.last_name, {.max = directory::max_name});
}

struct OpenAccount {
    static constexpr std::string_view schema = "OpenAccount";
    std::string name, blueprint;
    std::optional<std::string> slug, plan, language;
    OwnerFields owner;
    std::optional<std::int64_t> seats;
};
void fields(FieldVisitor& v, OpenAccount& account) {
    v.field("name", account.name, {.min = 1, .max = max_name});
    v.field("blueprint", account.blueprint, {.min = 1, .max = 40});
    v.field("slug", account.slug, {.max = static_cast<std::int64_t>(max_slug)});
    v.field("plan", account.plan, {.max = 40});
    v.field("language", account.language, {.max = 35});
    v.field("owner", account.owner);
    v.field("seats", account.seats, {.min = 1, .max = 10'000'000});
}

struct OwnerView {
    static constexpr std::string_view schema = "AccountOwner";
    UserId user;
    std::string email;
};
void fields(FieldVisitor& v, OwnerView& owner) {
    v.field("user", owner.user);
    v.field("email", owner.email);
}

struct OpenedView {
    static constexpr std::string_view schema = "OpenedAccount";
    AccountId id;
    std::string slug, name, blueprint;
    OwnerView owner;
};
void fields(FieldVisitor& v, OpenedView& account) {
    v.field("id", account.id);
    v.field("slug", account.slug);
    v.field("name", account.name);
    v.field("blueprint", account.blueprint);
    v.field("owner", account.owner);
}

struct SeatsSummary {
    static constexpr std::string_view schema = "AccountSeats";
    std::int64_t used = 0;
    std::optional<std::int64_t> bought;
};
void fields(FieldVisitor& v, SeatsSummary& seats) {
    v.field("used", seats.used);
    v.field("bought", seats.bought, {.max = 10'000'000, .about = "Absent where unlimited."});
}

struct SummaryView {
    static constexpr std::string_view schema = "AccountSummary";
    AccountId id;
    std::string slug, name, blueprint, plan, status;
    SeatsSummary seats;
    Time created_at;
    bool joined = false;
};
void fields(FieldVisitor& v, SummaryView& account) {
    v.field("id", account.id);
    v.field("slug", account.slug);
    v.field("name", account.name);
    v.field("blueprint", account.blueprint);
    v.field("plan", account.plan);
    v.field("status", account.status, {.choices = {"open", "suspended", "closed"}});
    v.field("seats", account.seats);
    v.field("created_at", account.created_at);
    v.field("joined", account.joined, {.about = "Its first user has accepted."});
}

struct SummaryPage : http::Page<SummaryView> {
    static constexpr std::string_view schema = "AccountPage";
};
void fields(FieldVisitor& v, SummaryPage& page) { http::page_fields(v, page); }

// Names of an owner are kept as the blueprint's names are: one field, or two.
directory::Name name_of(blueprints::Blueprint const* blueprint, OwnerFields const& owner) {
    auto whole = owner.name.value_or("");
    auto first = owner.first_name.value_or(""), last = owner.last_name.value_or("");
    if (blueprint && blueprint->names == blueprints::Names::whole)
        return {"", whole.empty() ? directory::whole({first, last}) : whole};
    if (!first.empty() || !last.empty()) return {first, last};
    auto space = whole.rfind(' ');
    if (space == std::string::npos) return {whole, ""};
    return {whole.substr(0, space), whole.substr(space + 1)};
}

Result<Response> post_account(Request& rq, access::Authority const& authority,
                              mail::Outbox const& outbox) {
    auto wanted = TRY(rq.body<OpenAccount>());
    auto who = [&](store::Tx& tx) { return authority.person(tx, rq.credential()); };
    return rq.write(who, [&](store::Tx& tx, access::Person const& person) -> Result<Response> {
        auto may = TRY(access::permit<InstanceAct::accounts_open>(person));
        NewAccount account{wanted.name,
                           wanted.slug.value_or(""),
                           wanted.blueprint,
                           wanted.plan.value_or(""),
                           wanted.language.value_or("en"),
                           *wanted.owner.email,
                           name_of(authority.catalog().find(wanted.blueprint), wanted.owner),
                           wanted.seats};
        auto opened = TRY(open(tx, authority, outbox, may, account, rq.id().text()));
        OpenedView view{opened.id,
                        opened.slug,
                        wanted.name,
                        wanted.blueprint,
                        {opened.owner, account.owner.address()}};
        return http::created(view, "/v1/accounts/" + opened.slug);
    });
}

Result<Response> list_accounts(Request& rq, access::Authority const& authority) {
    auto limit = TRY(http::page_limit(rq));
    Wanted wanted{std::string(rq.query("q").value_or("")),
                  std::string(rq.query("status").value_or("")),
                  std::string(rq.query("after").value_or("")), limit + 1};
    auto const& status = wanted.status;
    if (!(status.empty() || status == "open" || status == "suspended" || status == "closed")) {
        return fail(
            invalid_field("status", "field.choice", "status must be open, suspended or closed."));
    }
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto person = TRY(authority.person(snapshot, rq.credential()));
        auto may = TRY(access::permit<InstanceAct::accounts_list>(person));
        auto accounts = TRY(list(snapshot, may, wanted));
        SummaryPage page;
        bool more = static_cast<std::int64_t>(accounts.size()) > limit;
        if (more) accounts.pop_back();
        if (more) page.next = accounts.back().slug;
        for (auto& one : accounts) {
            page.items.push_back({one.id,
                                  one.slug,
                                  one.name,
                                  one.blueprint,
                                  one.plan,
                                  one.status,
                                  {one.seats_used, one.seats_bought},
                                  one.created_at,
                                  one.accepted});
        }
        return http::ok(page);
    });
}

}  // namespace

void add_routes(http::Router& router, access::Authority const& authority,
                mail::Outbox const& outbox) {
    http::Route opens{http::Method::post, "/v1/accounts", "open_account",
                      "Opens an account from a blueprint and invites its first user.", "operator"};
    opens.handler = [&](Request& rq) { return post_account(rq, authority, outbox); };
    opens.body = http::shape<OpenAccount>();
    opens.answer = http::shape<OpenedView>();
    opens.status = 201;
    opens.errors = {"accounts.blueprint", "accounts.plan", "accounts.slug", "accounts.slug_taken",
                    "accounts.seats"};
    router.add(std::move(opens));

    http::Route lists{http::Method::get, "/v1/accounts", "list_accounts",
                      "All accounts of the instance, in the order of their slugs.", "operator"};
    lists.handler = [&](Request& rq) { return list_accounts(rq, authority); };
    lists.query = {{"q", "A part of slug or name, or an account's id."},
                   {"status", "open, suspended or closed; all if left out."},
                   http::after_param,
                   http::limit_param};
    lists.answer = http::shape<SummaryPage>();
    router.add(std::move(lists));
}

}  // namespace usher::accounts
