#include "signin/usual.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace usher::signin {
namespace {

// Chosen by hand; no two alike.
constexpr auto words = std::to_array<std::string_view>({
    "abrakadabra",
    "administrador",
    "administrateur",
    "administration",
    "aleksandra",
    "alejandro",
    "amoremio",
    "arschloch",
    "azerty",
    "azertyui",
    "azertyuiop",
    "barcelona",
    "bayernmunchen",
    "beatriz",
    "benfica",
    "benutzer",
    "bienvenido",
    "bienvenidos",
    "bienvenue",
    "bitcoin",
    "bonjour",
    "borussia",
    "buenosaires",
    "cambiame",
    "carolina",
    "changeit",
    "changeme",
    "changemenow",
    "chocolat",
    "chouchou",
    "clemente",
    "companypassword",
    "computadora",
    "contrasena",
    "contrasenya",
    "corazon",
    "covid",
    "deutschland",
    "dezember",
    "dienstag",
    "donnerstag",
    "doudou",
    "entrar",
    "espana",
    "estrella",
    "ethereum",
    "familia",
    "familie",
    "fevereiro",
    "forever",
    "fortnite",
    "fortytwo",
    "fritzbox",
    "fruhling",
    "fruehling",
    "fussball",
    "galatasaray",
    "geheim",
    "geheimnis",
    "getmein",
    "gutenmorgen",
    "gutentag",
    "haushalt",
    "herbst",
    "herzblatt",
    "hesloheslo",
    "hoffnung",
    "holiday",
    "hosgeldin",
    "hunter",
    "ichliebedich",
    "instagram",
    "internet",
    "inverno",
    "invierno",
    "jaimelavie",
    "januar",
    "jetaime",
    "juventus",
    "kennwort",
    "kolkata",
    "konigin",
    "koenigin",
    "letmein",
    "letmeinplease",
    "liebling",
    "loulou",
    "lozinka",
    "lufthansa",
    "madrid",
    "maintenant",
    "mamapapa",
    "marseille",
    "mausebar",
    "meinpasswort",
    "meuamor",
    "miamor",
    "minecraft",
    "mittwoch",
    "montag",
    "motdepasse",
    "motdepasses",
    "munchen",
    "muenchen",
    "musicalove",
    "netflix",
    "newpassword",
    "november",
    "nuevacontrasena",
    "oktober",
    "olamundo",
    "ordinateur",
    "osterreich",
    "oesterreich",
    "otono",
    "palavrapasse",
    "parola",
    "parole",
    "passord",
    "passwort",
    "passwortpasswort",
    "password",
    "passwordpassword",
    "poiuytrewq",
    "portugal",
    "primavera",
    "princesa",
    "printemps",
    "qwertz",
    "qwertzui",
    "qwertzuiop",
    "raiffeisen",
    "realmadrid",
    "recepcao",
    "rocketleague",
    "salasana",
    "samstag",
    "schalke",
    "schatz",
    "schatzi",
    "schluessel",
    "schlussel",
    "schmetterling",
    "schweiz",
    "segredo",
    "senha",
    "senhasenha",
    "senhaforte",
    "september",
    "sesame",
    "sinhala",
    "snapchat",
    "soleil",
    "sommer",
    "sonnenschein",
    "sonntag",
    "sporting",
    "standard",
    "startklar",
    "sunshine",
    "superman",
    "switzerland",
    "tequiero",
    "tesekkur",
    "testtest",
    "tiktok",
    "trustnoone",
    "usuario",
    "utilisateur",
    "utilizador",
    "valorant",
    "verao",
    "verano",
    "vergessen",
    "wachtwoord",
    "wachtwoordje",
    "weihnachten",
    "welcome",
    "welcomehome",
    "welkom",
    "wilkommen",
    "willkommen",
    "winter",
    "wochenende",
    "youtube",
    "zuhause",
});
static_assert([] {
    auto sorted = words;
    std::sort(sorted.begin(), sorted.end());
    return std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end();
}());

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c & 0x80); }

char read_as_letter(char c) {
    constexpr std::string_view swapped = "0134579@$!";
    constexpr std::string_view meant = "oieastgasi";
    auto at = swapped.find(c);
    return at == std::string_view::npos ? c : meant[at];
}

// Without what is no letter at the ends, and in between what is still none after reading.
std::string core(std::string_view folded, bool trims) {
    if (trims) {
        while (!folded.empty() && !is_letter(folded.back())) folded.remove_suffix(1);
        while (!folded.empty() && !is_letter(folded.front())) folded.remove_prefix(1);
    }
    std::string text;
    for (char c : folded)
        if (char letter = read_as_letter(c); is_letter(letter)) text.push_back(letter);
    return text;
}

bool listed(std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool listed_once_or_twice(std::string_view text) {
    if (listed(text)) return true;
    auto half = text.size() / 2;
    return text.size() % 2 == 0 && text.substr(0, half) == text.substr(half) &&
           listed(text.substr(0, half));
}

}  // namespace

bool is_usual(std::string_view password) {
    auto folded = search_fold(password);
    return listed_once_or_twice(core(folded, true)) || listed_once_or_twice(core(folded, false));
}

}  // namespace usher::signin
