#include "base/fields.h"

#include <gtest/gtest.h>

namespace usher {
namespace {

struct Address {
    static constexpr std::string_view schema = "Address";
    std::string city;
    std::optional<std::string> street;
};
void fields(FieldVisitor& v, Address& dto) {
    v.field("city", dto.city, {.min = 1, .max = 10});
    v.field("street", dto.street);
}

struct AddUser {
    static constexpr std::string_view schema = "AddUser";
    std::optional<Email> email;
    std::string name;
    std::int64_t seats = 1;
    bool active = true;
    std::vector<std::string> roles;
    std::vector<std::optional<Email>> copies;
    std::optional<Address> address;
    std::vector<Address> offices;
    std::optional<std::optional<std::string>> note;
    std::optional<std::int64_t> age;
    std::string language = "en";
    Secret password;
    Time since;
    UserId manager;
    json::Value extra;
};
void fields(FieldVisitor& v, AddUser& dto) {
    v.field("email", dto.email, {.about = "Where the invitation goes."});
    v.field("name", dto.name, {.min = 1, .max = 5});
    v.field("seats", dto.seats, {.required = false, .min = 1, .max = 100});
    v.field("active", dto.active, {.required = false});
    v.field("roles", dto.roles, {.required = false, .max = 3, .choices = {"admin", "member"}});
    v.field("copies", dto.copies, {.required = false});
    v.field("address", dto.address);
    v.field("offices", dto.offices, {.required = false, .max = 2});
    v.field("note", dto.note, {.one_line = false});
    v.field("age", dto.age);
    v.field("language", dto.language, {.required = false, .choices = {"en", "de"}});
    v.field("password", dto.password, {.required = false, .min = 8, .max = 64});
    v.field("since", dto.since, {.required = false});
    v.field("manager", dto.manager, {.required = false});
    v.field("extra", dto.extra, {.required = false});
}

struct Node {
    static constexpr std::string_view schema = "Node";
    std::string name;
    std::vector<Node> below;
};
void fields(FieldVisitor& v, Node& dto) {
    v.field("name", dto.name);
    v.field("below", dto.below, {.required = false});
}

struct Lists {
    static constexpr std::string_view schema = "Lists";
    std::vector<std::vector<std::int64_t>> table;
    std::vector<std::optional<std::string>> gaps;
};
void fields(FieldVisitor& v, Lists& dto) {
    v.field("table", dto.table, {.required = false});
    v.field("gaps", dto.gaps, {.required = false});
}

template <class T>
Result<T> read(std::string_view text) {
    auto value = TRY(json::parse(text));
    return read_fields<T>(value);
}

// A good AddUser with more members put in.
Result<AddUser> with(std::string_view more) {
    return read<AddUser>(R"({"email":"ada@b.co","name":"Ada")" + std::string(more) + "}");
}

// "key at field", or nothing if it was read.
std::string refusal(Result<AddUser> const& result) {
    if (result) return "";
    EXPECT_EQ(result.error().code, Code::invalid);
    EXPECT_FALSE(result.error().detail.empty());
    EXPECT_EQ(result.error().detail.find('{'), std::string::npos) << result.error().detail;
    return result.error().key + " at " + result.error().field;
}

TEST(Fields, are_read_by_name) {
    auto user = with(R"(,"seats":3,"active":false,"roles":["admin","member"],
        "copies":["eve@b.co"],"address":{"city":"Ulm"},"offices":[{"city":"A","street":"b"},
        {"city":"C"}],"note":"a\nb","age":36,"language":"de","password":"  open sesame ",
        "since":"2026-11-21T20:36:39Z","manager":"usr_00000000000000000000000001",
        "extra":{"any":[1,null]})");
    ASSERT_TRUE(user) << user.error().detail;
    EXPECT_EQ(user->email->address(), "ada@b.co");
    EXPECT_EQ(user->name, "Ada");
    EXPECT_EQ(user->seats, 3);
    EXPECT_FALSE(user->active);
    EXPECT_EQ(user->roles, (std::vector<std::string>{"admin", "member"}));
    EXPECT_EQ(user->copies.at(0)->key(), "eve@b.co");
    EXPECT_EQ(user->address->city, "Ulm");
    EXPECT_EQ(user->address->street, std::nullopt);
    EXPECT_EQ(user->offices.at(0).street, "b");
    EXPECT_EQ(user->offices.at(1).city, "C");
    EXPECT_EQ(user->note, "a\nb");
    EXPECT_EQ(user->age, 36);
    EXPECT_EQ(user->language, "de");
    EXPECT_EQ(user->password.reveal(), "  open sesame ");
    EXPECT_EQ(to_text(user->since), "2026-11-21T20:36:39.000Z");
    EXPECT_EQ(user->manager.bytes[15], 1);
    EXPECT_EQ(json::text(user->extra), R"({"any":[1,null]})");
}

TEST(Fields, that_are_not_there_keep_what_the_dto_began_with) {
    auto user = with("");
    ASSERT_TRUE(user) << user.error().detail;
    EXPECT_EQ(user->seats, 1);
    EXPECT_TRUE(user->active);
    EXPECT_EQ(user->language, "en");
    EXPECT_TRUE(user->password.empty());
    EXPECT_FALSE(user->address);
    EXPECT_FALSE(user->note);
}

TEST(Fields, in_a_patch_tell_absent_from_cleared) {
    EXPECT_FALSE(with("")->note);
    auto cleared = with(R"(,"note":null)");
    ASSERT_TRUE(cleared && cleared->note);
    EXPECT_FALSE(*cleared->note);
    EXPECT_EQ(**with(R"(,"note":"x")")->note, "x");
    EXPECT_FALSE(with(R"(,"age":null)")->age);
}

TEST(Fields, of_text_are_trimmed_and_composed) {
    EXPECT_EQ(read<AddUser>("{\"email\":\" ada@b.co \",\"name\":\" Zoe\u0308\\t\"}")->name,
              "Zo\u00eb");
    EXPECT_EQ(read<AddUser>(R"({"email":" Ada@b.co\u00a0","name":"a"})")->email->address(),
              "Ada@b.co");
}

TEST(Fields, that_are_missing_or_unknown_are_refused) {
    EXPECT_EQ(refusal(read<AddUser>("{}")), "field.missing at email");
    EXPECT_EQ(refusal(read<AddUser>(R"({"email":"ada@b.co"})")), "field.missing at name");
    EXPECT_EQ(refusal(with(R"(,"address":{})")), "field.missing at address.city");
    EXPECT_EQ(refusal(with(R"(,"owner":true)")), "field.unknown at owner");
    EXPECT_EQ(refusal(with(R"(,"Name":"a")")), "field.unknown at Name");
    EXPECT_EQ(refusal(with(R"(,"address":{"city":"a","zip":1})")), "field.unknown at address.zip");
    EXPECT_EQ(refusal(with(R"(,"offices":[{"city":"a"},{"city":"b","x":1}])")),
              "field.unknown at offices[1].x");
}

TEST(Fields, are_refused_in_their_own_order_and_unknown_keys_last) {
    EXPECT_EQ(refusal(read<AddUser>(R"({"x":1,"age":"a","name":1,"email":"ada@b.co"})")),
              "field.type at name");
    EXPECT_EQ(refusal(read<AddUser>(R"({"x":1,"name":"Ada"})")), "field.missing at email");
    EXPECT_EQ(refusal(with(R"(,"address":{"city":"a","zip":1},"age":"a")")), "field.type at age");
    EXPECT_EQ(refusal(with(R"(,"x":1,"address":{"city":"a","zip":1})")),
              "field.unknown at address.zip");
}

TEST(Fields, of_another_type_are_refused) {
    for (auto value : {"1", "true", "[]", "{}", "null", "1.5"})
        EXPECT_EQ(refusal(read<AddUser>(std::string(R"({"email":"a@b.co","name":)") + value + "}")),
                  "field.type at name");
    for (auto value : {"\"1\"", "1.0", "1e1", "true", "null", "[1]"})
        EXPECT_EQ(refusal(with(std::string(",\"seats\":") + value)), "field.type at seats");
    for (auto value : {"\"true\"", "0", "1", "null"})
        EXPECT_EQ(refusal(with(std::string(",\"active\":") + value)), "field.type at active");
    EXPECT_EQ(refusal(with(R"(,"roles":"admin")")), "field.type at roles");
    EXPECT_EQ(refusal(with(R"(,"roles":null)")), "field.type at roles");
    EXPECT_EQ(refusal(with(R"(,"roles":["admin",1])")), "field.type at roles[1]");
    EXPECT_EQ(refusal(with(R"(,"address":[])")), "field.type at address");
    EXPECT_EQ(refusal(with(R"(,"offices":[[]])")), "field.type at offices[0]");
    EXPECT_EQ(refusal(with(R"(,"password":12345678)")), "field.type at password");
    EXPECT_EQ(refusal(with(R"(,"since":1795293399)")), "field.type at since");
    EXPECT_EQ(refusal(read<AddUser>("[]")), "field.type at ");
    EXPECT_EQ(refusal(read<AddUser>("null")), "field.type at ");
}

// Threat 2: two addresses where one is asked for.
TEST(Fields, that_want_one_address_take_no_list_of_them) {
    EXPECT_EQ(refusal(read<AddUser>(R"({"email":["ada@b.co","eve@b.co"],"name":"a"})")),
              "field.type at email");
    EXPECT_EQ(refusal(read<AddUser>(R"({"email":null,"name":"a"})")), "field.type at email");
    EXPECT_EQ(refusal(read<AddUser>(R"({"email":"ada@b.co,eve@b.co","name":"a"})")),
              "email.not_an_address at email");
}

TEST(Fields, beyond_their_limits_are_refused) {
    EXPECT_EQ(refusal(read<AddUser>(R"({"email":"a@b.co","name":"  "})")),
              "field.too_short at name");
    EXPECT_EQ(refusal(read<AddUser>(R"({"email":"a@b.co","name":"王小明王小"})")), "");
    EXPECT_EQ(refusal(read<AddUser>(R"({"email":"a@b.co","name":"王小明王小明"})")),
              "field.too_long at name");
    EXPECT_EQ(refusal(with(R"(,"seats":0)")), "field.too_small at seats");
    EXPECT_EQ(refusal(with(R"(,"seats":101)")), "field.too_large at seats");
    EXPECT_EQ(refusal(with(R"(,"age":-1)")), "field.too_small at age");
    EXPECT_EQ(refusal(with(R"(,"age":9007199254740991)")), "");
    EXPECT_EQ(refusal(with(R"(,"age":9007199254740992)")), "field.too_large at age");
    EXPECT_EQ(refusal(with(R"(,"roles":["admin","admin","admin","admin"])")),
              "field.too_long at roles");
    EXPECT_EQ(refusal(with(R"(,"roles":["admin","owner"])")), "field.choice at roles[1]");
    EXPECT_EQ(refusal(with(R"(,"language":"fr")")), "field.choice at language");
    EXPECT_EQ(refusal(with(R"(,"password":"1234567")")), "field.too_short at password");
    EXPECT_EQ(refusal(with(R"(,"note":")" + std::string(200, 'x') + "\"")), "");
    EXPECT_EQ(refusal(with(R"(,"note":")" + std::string(201, 'x') + "\"")),
              "field.too_long at note");
}

TEST(Fields, have_few_marks_on_a_letter) {
    auto note = [](std::size_t marks) {
        std::string text = "a";
        for (std::size_t i = 0; i < marks; ++i) text += i % 2 ? "\u0316" : "\u0301";
        return with(R"(,"note":")" + text + "\"");
    };
    EXPECT_EQ(refusal(note(30)), "");
    EXPECT_EQ(refusal(note(31)), "field.characters at note");
    EXPECT_EQ(refusal(note(16'000)), "field.too_long at note");
}

// What cannot fit is judged by its length before anything else in it is looked at.
TEST(Fields, that_are_much_too_long_are_not_read) {
    auto name = [](std::string const& letter, int times) {
        std::string text;
        for (int i = 0; i < times; ++i) text += letter;
        return read<AddUser>(R"({"email":"a@b.co","name":")" + text + "\"}");
    };
    EXPECT_EQ(refusal(name("\\u001b", 20)), "field.characters at name");
    EXPECT_EQ(refusal(name("\\u001b", 21)), "field.too_long at name");
    EXPECT_EQ(refusal(name("\u03b1\u0313\u0300\u0345", 5)), "") << "five once it is composed";
}

TEST(Fields, of_one_line_hold_nothing_that_breaks_or_turns_it) {
    for (auto bad : {"a\\nb", "a\\rb", "a\\tb", "a\\u001bb", "a\\u202eb", "a\\u2066b", "a\\u2028b"})
        EXPECT_EQ(
            refusal(read<AddUser>(std::string(R"({"email":"a@b.co","name":")") + bad + "\"}")),
            "field.characters at name")
            << bad;
    EXPECT_EQ(refusal(with(R"(,"note":"a\nb\tc\r\nd")")), "");
    EXPECT_EQ(refusal(with(R"(,"note":"a\u001b[31m")")), "field.characters at note");
    EXPECT_EQ(refusal(with(R"(,"note":"a\u202eb")")), "field.characters at note");
}

TEST(Fields, that_are_no_address_time_or_id_are_refused_where_they_stand) {
    EXPECT_EQ(refusal(with(R"(,"copies":["a@b.co","a@b.co","a@b.co","tom@northwind"])")),
              "email.not_an_address at copies[3]");
    EXPECT_EQ(refusal(with(R"(,"since":"yesterday")")), "time.not_rfc3339 at since");
    EXPECT_EQ(refusal(with(R"(,"manager":"acc_00000000000000000000000001")")),
              "id.malformed at manager");
    EXPECT_EQ(refusal(read<AddUser>(R"({"email":")" + std::string(300, 'a') + R"(@b.co"})")),
              "email.too_long at email");
}

TEST(Fields, that_are_refused_say_what_was_expected) {
    auto detail = [](std::string_view more) { return with(more).error().detail; };
    EXPECT_EQ(detail(R"(,"seats":"3")"), "seats must be a whole number.");
    EXPECT_EQ(detail(R"(,"seats":101)"), "seats may be at most 100.");
    EXPECT_EQ(detail(R"(,"language":"fr")"), "language must be one of en, de.");
    EXPECT_EQ(detail(R"(,"copies":["tom@northwind"])"),
              "tom@northwind is not an e-mail address. Add what follows the dot, as in "
              "northwind.com.");
    EXPECT_EQ(detail(R"(,"since":"now")"), "since must be a time such as 2026-11-21T20:36:39Z.");
    EXPECT_EQ(read<AddUser>("1").error().detail, "The body must be an object.");
}

TEST(Fields, that_are_refused_do_not_repeat_a_secret_or_a_hostile_key) {
    auto error = with(R"(,"password":"hunter2")").error();
    EXPECT_EQ(error.detail.find("hunter2"), std::string::npos);
    for (auto const& param : error.params)
        EXPECT_EQ(param.value.find("hunter2"), std::string::npos);
    EXPECT_EQ(refusal(with(",\"" + std::string(1000, 'x') + "\":1")), "field.unknown at …");
    EXPECT_EQ(refusal(with(R"(,"a\u001b[31m":1)")), "field.unknown at …");
}

TEST(Fields, are_written_without_what_is_absent_and_without_secrets) {
    AddUser user;
    user.email = *Email::parse("Ada@B.co");
    user.name = "Ada";
    user.password = Secret("hunter2hunter2");
    user.note = std::optional<std::string>();
    user.offices = {{"Ulm", "Hauptstr."}, {"Bonn", {}}};
    user.roles = {"admin"};
    EXPECT_EQ(to_json(user),
              R"({"email":"Ada@B.co","name":"Ada","seats":1,"active":true,"roles":["admin"],)"
              R"("copies":[],"offices":[{"city":"Ulm","street":"Hauptstr."},{"city":"Bonn"}],)"
              R"("note":null,"language":"en","since":"1970-01-01T00:00:00.000Z",)"
              R"("manager":"usr_00000000000000000000000000","extra":null})");
}

TEST(Fields, that_were_written_are_read_as_they_were) {
    auto user = with(R"(,"roles":["admin"],"note":"x","offices":[{"city":"A"}],"age":3)");
    ASSERT_TRUE(user);
    auto again = read<AddUser>(to_json(*user));
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_EQ(to_json(*again), to_json(*user));
}

TEST(Fields, in_lists_of_lists_keep_their_place) {
    auto lists = read<Lists>(R"({"table":[[1,2],[],[3]],"gaps":["a",null,"b"]})");
    ASSERT_TRUE(lists) << lists.error().detail;
    EXPECT_EQ(to_json(*lists), R"({"table":[[1,2],[],[3]],"gaps":["a",null,"b"]})");
    auto refused = read<Lists>(R"({"table":[[1],[2,"x"]]})");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().field, "table[1][1]");
}

TEST(Fields, of_a_tree_are_read_as_deep_as_json_goes) {
    auto tree = read<Node>(R"({"name":"a","below":[{"name":"b","below":[{"name":"c"}]}]})");
    ASSERT_TRUE(tree);
    EXPECT_EQ(tree->below.at(0).below.at(0).name, "c");
}

json::Value described(std::string_view name) {
    json::Object schemas;
    describe_fields<AddUser>(schemas);
    describe_fields<Node>(schemas);
    describe_fields<Lists>(schemas);
    describe_fields<AddUser>(schemas);  // a second time changes nothing
    EXPECT_EQ(schemas.size(), 4u);
    json::Value all(std::move(schemas));
    return all.member(name) ? *all.member(name) : json::Value();
}

TEST(ADescription, names_each_field_with_its_limits) {
    EXPECT_EQ(
        json::text(described("Address")),
        R"({"type":"object","properties":{"city":{"type":"string","minLength":1,"maxLength":10},)"
        R"("street":{"type":"string","maxLength":200}},"required":["city"],)"
        R"("additionalProperties":false})");
    auto user = described("AddUser");
    auto property = [&](std::string_view name) {
        return json::text(*user.member("properties")->member(name));
    };
    EXPECT_EQ(property("email"), R"({"type":"string","format":"email","maxLength":254,)"
                                 R"("description":"Where the invitation goes."})");
    EXPECT_EQ(property("seats"), R"({"type":"integer","minimum":1,"maximum":100})");
    EXPECT_EQ(property("age"), R"({"type":"integer","minimum":0,"maximum":9007199254740991})");
    EXPECT_EQ(property("active"), R"({"type":"boolean"})");
    EXPECT_EQ(property("roles"),
              R"({"type":"array","items":{"type":"string","enum":["admin","member"]},)"
              R"("maxItems":3})");
    EXPECT_EQ(property("address"), R"({"$ref":"#/components/schemas/Address"})");
    EXPECT_EQ(property("offices"),
              R"({"type":"array","items":{"$ref":"#/components/schemas/Address"},)"
              R"("maxItems":2})");
    EXPECT_EQ(property("note"), R"({"anyOf":[{"type":"string","maxLength":200},{"type":"null"}]})");
    EXPECT_EQ(property("language"), R"({"type":"string","enum":["en","de"]})");
    EXPECT_EQ(property("password"), R"({"type":"string","format":"password","writeOnly":true,)"
                                    R"("minLength":8,"maxLength":64})");
    EXPECT_EQ(property("since"), R"({"type":"string","format":"date-time"})");
    EXPECT_EQ(property("manager"),
              R"({"type":"string","pattern":"^usr_[0-7][0-9a-hjkmnp-tv-z]{25}$"})");
    EXPECT_EQ(property("extra"), "{}");
    EXPECT_EQ(json::text(*user.member("required")), R"(["email","name"])");
}

TEST(ADescription, may_refer_to_itself_and_hold_lists_of_lists) {
    EXPECT_EQ(json::text(*described("Node").member("properties")->member("below")),
              R"({"type":"array","items":{"$ref":"#/components/schemas/Node"},"maxItems":200})");
    EXPECT_EQ(json::text(*described("Lists").member("properties")->member("table")),
              R"({"type":"array","items":{"type":"array","items":{"type":"integer","minimum":0,)"
              R"("maximum":9007199254740991},"maxItems":200},"maxItems":200})");
}

}  // namespace
}  // namespace usher
