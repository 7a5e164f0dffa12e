// What a request says of a user in the blueprint's own fields.
#include "directory/form.h"

#include "access/testing.h"

namespace usher::directory {
namespace {

struct OwnFieldsOfAForm : testing::Test {
    access::World world{"pitneyship"};
    access::Account account = world.instance_actor().account;

    // What is kept of the text, or "users.field at fields.employee_id: …".
    std::string kept(std::string const& text) {
        auto checked = checked_fields(account, json::Object{{"employee_id", text}}, Which::some);
        if (!checked)
            return checked.error().key + " at " + checked.error().field + ": " +
                   checked.error().params.at(0).value;
        return *checked->at(0).second.text();
    }
    static std::string many(std::string_view letter, int times) {
        std::string text;
        while (times-- > 0) text += letter;
        return text;
    }
};

TEST_F(OwnFieldsOfAForm, are_trimmed_and_composed) {
    EXPECT_EQ(kept("  Zoe\u0308\u3000"), "Zo\u00eb");
    auto letters = many("\u03b1\u0313\u0300\u0345", 10);
    EXPECT_EQ(kept(letters), many("\u1f82", 10));
}

TEST_F(OwnFieldsOfAForm, have_few_marks_on_a_letter) {
    EXPECT_EQ(kept("a" + many("\u0316", 30)), "a" + many("\u0316", 30));
    EXPECT_EQ(kept("a" + many("\u0316", 31)),
              "users.field at fields.employee_id: text without so many marks on one letter");
}

TEST_F(OwnFieldsOfAForm, that_are_much_too_long_are_not_read) {
    auto refusal = kept(many("\x1b", 1'000));
    EXPECT_TRUE(refusal.starts_with("users.field at fields.employee_id: at most")) << refusal;
    EXPECT_EQ(kept(many("\u0301", 16'000) + many("\u0316", 16'000)), refusal);
}

}  // namespace
}  // namespace usher::directory
