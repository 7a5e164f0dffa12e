#include "app/demo_accounts.h"

namespace usher::app {
namespace {

constexpr auto invited = access::Status::invited;
constexpr auto suspended = access::Status::suspended;

DemoAccount stamps() {
    return {"stamps-demo",
            "Fernhill Crafts",
            "stamps",
            "premier",
            {},
            {"Ada", "Okafor", {}, "", "Admin (owner)"},
            {{"Max", "Lindqvist", {{"user"}, {"user-manager"}}, "", "manages users"},
             {"Ulf", "Björnsson", {{"user"}}, "", "plain user"},
             {"Zoë", "D’Angelo", {{"user"}, {"reports"}}, "", "", invited}}};
}

DemoAccount sendpro() {
    return {"sendpro-demo",
            "Northwind Retail",
            "sendpro-online",
            "sites",
            {{"Lisbon – Chiado"}, {"Porto – Ribeira"}, {"Berlin – Mitte"}},
            {"Rui Sousa", "", {}, "", "Admin of all locations"},
            {{"Lin Hartmann", "", {{"admin"}}, "Berlin – Mitte", "Admin of Berlin – Mitte"},
             {"Uli Krüger", "", {{"user"}}, "Berlin – Mitte", "plain user"},
             {"Chiara Khoury", "", {{"user"}}, "Lisbon – Chiado", "", invited},
             {"Jonas Novák", "", {{"user"}}, "Porto – Ribeira"},
             {"Elif Şahin", "", {{"user"}}, "Lisbon – Chiado"},
             {"Samir Kim", "", {{"user"}}, "Berlin – Mitte", "", suspended},
             {"Łucja Øster", "", {{"user"}}, "Porto – Ribeira"}}};
}

// A plan of one user: nobody else can be invited (SO2).
DemoAccount sendpro_single() {
    return {"single-demo",
            "Haldane Maps",
            "sendpro-online",
            "single",
            {},
            {"Iris Haldane", "", {}, "", "Admin, plan of one"},
            {}};
}

DemoAccount postmark() {
    return {"postmark-demo",
            "Juniper Labs",
            "postmark",
            "basic",
            {},
            {"Olga Petrova", "", {}, "", "Account Owner"},
            {{"Ann Whitaker", "", {{"admin", at_account}}, "", "Admin"},
             {"Tim Nakamura",
              "",
              {{"technical"}},
              "",
              "plain user (Technical)",
              access::Status::active,
              {{"server", {"1001", "1003"}}}},
             {"Bea Moreau", "", {{"billing", at_account}}}},
            {{"server", "1001", "Production"},
             {"server", "1002", "Staging"},
             {"server", "1003", "Newsletter"}}};
}

DemoAccount pitneyship() {
    return {"pitneyship-demo",
            "Whitcombe Logistics",
            "pitneyship",
            "enterprise",
            {{"East"},
             {"West"},
             {"Boston", "East"},
             {"Newark", "East"},
             {"Portland", "West"},
             {"Tacoma", "West"}},
            {"Eve", "Marchetti", {}, "", "Enterprise admin"},
            {{"Dora",
              "Ashworth",
              {{"basic"}, {"division-admin", "East"}},
              "Boston",
              "Division admin of East"},
             {"Lea",
              "Vantongeren",
              {{"shipper"}, {"location-admin", "Boston"}},
              "Boston",
              "Location admin of Boston",
              access::Status::active,
              {{"carrier_account", {"F-100"}, {"F-100"}}}},
             {"Sam",
              "Adeyemi",
              {{"shipper"}},
              "Boston",
              "plain user (Shipper)",
              access::Status::active,
              {{"carrier_account", {"F-100", "U-210"}, {"F-100", "U-210"}},
               {"cost_account", {"4000", "4100"}, {"4100"}}}},
             {"Ria", "Lindgren", {{"receiver"}}, "Portland"},
             {"Noor", "Haddad", {{"basic"}, {"analyst", "West"}}, "Tacoma", "", invited}},
            {{"carrier_account", "F-100", "FedEx corporate", "FedEx"},
             {"carrier_account", "U-210", "UPS Boston", "UPS", "Boston"},
             {"carrier_account", "U-220", "UPS Newark", "UPS", "Newark"},
             {"carrier_account", "P-300", "USPS West", "USPS", "West"},
             {"cost_account", "4000", "4000 Shipping"},
             {"cost_account", "4100", "4100 East", "", "East"},
             {"cost_account", "4200", "4200 West", "", "West"}}};
}

DemoAccount connect_plus() {
    return {"connect-demo",
            "Orchard Print Works",
            "connect-plus",
            "meter",
            {},
            {"Sue Calloway", "", {}, "", "SUPERVISOR"},
            {{"Oren Tal", "", {{"operator"}}, "", "plain user (OPERATOR)"},
             {"Priya Nair", "", {{"operator"}}, "", "", invited}}};
}

}  // namespace

std::vector<DemoAccount> demo_accounts() {
    return {stamps(), sendpro(), sendpro_single(), postmark(), pitneyship(), connect_plus()};
}

}  // namespace usher::app
