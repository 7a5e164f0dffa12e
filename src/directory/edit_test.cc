#include <gtest/gtest.h>

#include "access/testing.h"
#include "audit/personal.h"
#include "audit/query.h"
#include "audit/view.h"
#include "directory/life.h"

namespace usher::directory {
namespace {

// Own fields called like facts of the log: what stands in them is the person's all the same.
struct OwnFields : testing::Test {
    access::World world{"stamps"};

    OwnFields() {
        world.person("ada", access::account_place, {{"admin", access::account_place}});
        world.person("sam", access::account_place, {{"user"}});
        world.write([&](store::Tx& tx) -> Result<void> {
            TRY(tx.exec("update accounts set seats_used = 2 where account_id = $1",
                        world.account()));
            auto user = TRY(find(tx, world.account(), world.id("sam")));
            return keep_directory(tx, world.account(), nullptr, *user);
        });
    }
    void edit_sam(Edit const& wish) {
        auto ada = world.actor("ada");
        world.write([&](store::Tx& tx) -> Result<void> {
            auto user = TRY(find(tx, world.account(), world.id("sam")));
            auto before = TRY(access::subject(tx, ada, world.id("sam")));
            auto may = TRY(access::permit<Act::users_edit>(tx, ada, {before, {}}));
            return edit(tx, may, ada, *user, wish, "");
        });
    }
    void erase_sam() {
        auto ada = world.actor("ada");
        auto whom = [&](store::Tx& tx) { return find(tx, world.account(), world.id("sam")); };
        world.write([&](store::Tx& tx) -> Result<void> {
            auto before = TRY(access::subject(tx, ada, world.id("sam")));
            auto may = TRY(access::permit<Act::users_delete>(tx, ada, {before, {}}));
            return remove(tx, may, ada.account, *TRY(whom(tx)), "");
        });
        world.write([&](store::Tx& tx) -> Result<void> {
            auto before = TRY(access::subject(tx, ada, world.id("sam")));
            auto may = TRY(access::permit<Act::users_erase>(tx, ada, {before, {}}));
            return erase(tx, may, ada.account, *TRY(whom(tx)), "");
        });
    }
    // All that an export of the chain would say.
    std::string exported() {
        auto ada = world.actor("ada");
        return world.read([&](store::Snapshot& s) -> Result<std::string> {
            auto may = TRY(access::permit<Act::audit_export>(s, ada));
            std::string text;
            for (auto const& link : TRY(audit::chain(s, may, 0, audit::max_chain_page)))
                text += link.details.value_or("") + link.personal.value_or("") + "\n";
            return text;
        });
    }
    // "job: Surgeon → Nurse", a line for each change of the newest edit.
    std::string changes() {
        auto ada = world.actor("ada");
        return world.read([&](store::Snapshot& s) -> Result<std::string> {
            auto may = TRY(access::permit<Act::audit_view>(s, ada));
            auto found = TRY(audit::events(s, may, may.reach, {.acts = {"users.edit"}}));
            audit::Reader reader(s, ada);
            std::string text;
            auto event = TRY(reader.whole(found.events.at(0), true));
            for (auto const& one : *event.changes)
                text += one.field + ": " + json::text(one.before) + " → " + json::text(one.after) +
                        "\n";
            return text;
        });
    }
};

TEST_F(OwnFields, RT37_are_erased_whatever_they_are_called) {
    edit_sam({.name = {}, .home = {}, .fields = json::Object{{"job", "Surgeon"}, {"why", "Knee"}}});
    EXPECT_NE(exported().find("Surgeon"), std::string::npos);
    erase_sam();
    EXPECT_EQ(exported().find("Surgeon"), std::string::npos) << exported();
    EXPECT_EQ(exported().find("Knee"), std::string::npos) << exported();
}

TEST_F(OwnFields, stand_among_the_others_where_an_event_is_read) {
    edit_sam({.name = {}, .home = {}, .fields = json::Object{{"job", "Surgeon"}, {"place", 7}}});
    EXPECT_EQ(changes(), "job: null → \"Surgeon\"\nplace: null → 7\n");
    edit_sam({.name = Name{"", "Samuel"}, .home = {}, .fields = json::Object{{"job", "Nurse"}}});
    EXPECT_EQ(changes(), "last_name: \"sam\" → \"Samuel\"\njob: \"Surgeon\" → \"Nurse\"\n");
}

TEST_F(OwnFields, that_are_set_to_what_they_are_change_nothing) {
    edit_sam({.name = {}, .home = {}, .fields = json::Object{{"job", "Surgeon"}, {"why", "Knee"}}});
    auto before = exported();
    edit_sam({.name = {}, .home = {}, .fields = json::Object{{"job", "Surgeon"}}});
    EXPECT_EQ(exported(), before);
}

}  // namespace
}  // namespace usher::directory
