// What would be said of a password, while it is being chosen: the same judgement that decides when
// it is sent to be kept. Knows nobody's password and keeps nothing, so it tells nobody anything.
#include "signin/passwords.h"
#include "signin/routes.h"

namespace usher::signin {
namespace {

using http::Request;
using http::Response;

struct Judge {
    static constexpr std::string_view schema = "JudgePassword";
    Secret password;
    std::vector<std::string> about;
};
void fields(FieldVisitor& v, Judge& judge) {
    v.field("password", judge.password, {.max = 1000});
    v.field("about", judge.about,
            {.required = false,
             .max = 20,
             .about = "Addresses, names, account and product, as the form shows them."});
}

struct Judgement {
    static constexpr std::string_view schema = "PasswordJudgement";
    std::optional<std::string> refused;
};
void fields(FieldVisitor& v, Judgement& judgement) {
    v.field("refused", judgement.refused, {.about = "An error key; absent for a good one."});
}

Result<Response> judge_it(Request& rq, Breached& breached) {
    auto asked = TRY(rq.body<Judge>());
    asked.about.emplace_back("usher");
    auto judged = judge(asked.password, asked.about, breached);
    Judgement judgement;
    if (!judged) judgement.refused = judged.error().key;
    return http::ok(judgement);
}

}  // namespace

void add_judge_route(http::Router& router, Breached& breached) {
    http::Route judges{http::Method::post, "/v1/passwords/judge", "judge_password",
                       "Says whether a new password would be taken. Keeps nothing.", "public"};
    judges.handler = [&breached](Request& rq) { return judge_it(rq, breached); };
    judges.body = http::shape<Judge>();
    judges.answer = http::shape<Judgement>();
    judges.max_body = 8 * 1024;
    router.add(std::move(judges));
}

}  // namespace usher::signin
