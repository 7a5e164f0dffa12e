#include "app/people.h"

#include <array>

#include "base/text.h"

namespace usher::app {
namespace {

// First names with last names of the same places, so that a list looks like one of people.
struct Tongue {
    std::array<std::string_view, 8> first, last;
};
constexpr std::array tongues = {
    Tongue{{"Amelia", "Oliver", "Isla", "George", "Ava", "Noah", "Maeve", "Declan"},
           {"Whitaker", "O’Connor", "Hughes", "McAllister", "Byrne", "Ashworth", "Li-Fraser",
            "Penrose"}},
    Tongue{{"Jürgen", "Änne", "Lukas", "Heike", "Matthäus", "Frieda", "Björn", "Käthe"},
           {"Müller", "Weiß", "Schäfer", "von der Heide", "Krüger", "Großmann", "Vogt", "Döring"}},
    Tongue{{"Éloïse", "François", "Anaïs", "Benoît", "Chloé", "Jérôme", "Zoé", "Noël"},
           {"Lefèvre", "D’Angelo", "Beauchêne", "Girard", "de La Tour", "Moreau", "Çelik", "Roux"}},
    Tongue{
        {"Iñigo", "Lucía", "José María", "Núria", "Álvaro", "Begoña", "Tomás", "Inés"},
        {"García López", "Muñoz", "Ibáñez", "Ferrer i Vidal", "Peña", "Ortega", "Sáez", "Rioja"}},
    Tongue{
        {"João", "Conceição", "Rui", "Inês", "Tiago", "Mafalda", "Gonçalo", "Luísa"},
        {"Conceição", "Sousa", "Magalhães", "Brandão", "Araújo", "dos Santos", "Leitão", "Pinho"}},
    Tongue{{"Łucja", "Zbigniew", "Małgorzata", "Paweł", "Żaneta", "Krzysztof", "Agnieszka", "Jan"},
           {"Wójcik", "Śliwa", "Kowalczyk", "Zając", "Dąbrowski", "Nowak", "Żuraw", "Gęsicki"}},
    Tongue{{"Šárka", "Ondřej", "Jiří", "Božena", "Tomáš", "Zdeňka", "Matěj", "Květa"},
           {"Novák", "Dvořáková", "Černý", "Růžička", "Šťastný", "Hájek", "Přibyl", "Kučera"}},
    Tongue{{"Åsa", "Søren", "Øyvind", "Linnéa", "Jørgen", "Maija", "Väinö", "Þóra"},
           {"Lindqvist", "Østergård", "Håkansson", "Jónsdóttir", "Mäkelä", "Nygård", "Åkesson",
            "Vinther"}},
    Tongue{{"Elif", "Çağla", "Gökhan", "Şule", "İbrahim", "Yağmur", "Ömer", "Işıl"},
           {"Şahin", "Yıldız", "Öztürk", "Çelik", "Güneş", "Kılıç", "Aydın", "Doğan"}},
    Tongue{
        {"Ольга", "Дмитрий", "Анастасия", "Юрий", "Мария", "Олексій", "Ганна", "Пётр"},
        {"Петрова", "Иванов", "Шевченко", "Кузнецова", "Коваленко", "Соколов", "Лысенко", "Жуков"}},
    Tongue{{"Ελένη", "Γιώργος", "Αθηνά", "Νίκος", "Χρύσα", "Σπύρος", "Ιωάννα", "Μάριος"},
           {"Παπαδόπουλος", "Νικολάου", "Γεωργίου", "Κώστα", "Βλάχος", "Δήμου", "Ρήγας", "Ψαρρά"}},
    Tongue{{"محمد", "فاطمة", "يوسف", "ليلى", "عمر", "نور", "خالد", "سلمى"},
           {"الخوري", "حداد", "المصري", "نجار", "صالح", "العلي", "قاسم", "منصور"}},
    Tongue{{"נועה", "דוד", "שרה", "איתן", "מאיה", "יוסי", "תמר", "אורי"},
           {"כהן", "לוי", "מזרחי", "פרץ", "ביטון", "אברהם", "שפירא", "גולן"}},
    Tongue{{"Priya", "Arjun", "अनन्या", "Rohan", "लक्ष्मी", "Vikram", "Meera", "संजय"},
           {"Sharma", "Iyer", "वर्मा", "Mukherjee", "Nair", "पटेल", "Reddy", "Chatterjee"}},
    Tongue{{"伟", "芳", "娜", "秀英", "敏", "静", "丽", "强"},
           {"王", "李", "张", "刘", "陈", "杨", "欧阳", "司马"}},
    Tongue{{"さくら", "太郎", "花子", "健一", "美咲", "大輔", "陽子", "翔太"},
           {"佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村"}},
    Tongue{{"민준", "서연", "지훈", "하은", "도윤", "수빈", "예준", "지우"},
           {"김", "이", "박", "최", "정", "강", "조", "남궁"}},
    Tongue{{"Nguyễn Văn", "Thị Mai", "Đức", "Hồng", "Quốc", "Ánh", "Phước", "Bích"},
           {"Trần", "Lê", "Phạm", "Đặng", "Vũ", "Bùi", "Đỗ", "Hoàng"}},
    Tongue{{"Ngozi", "Chidi", "Adébáyọ̀", "Zanele", "Kwame", "Thandiwe", "Olúwaṣeun", "Amina"},
           {"Okafor", "Adeyemi", "Nkosi", "Mensah", "Ọláolú", "Dlamini", "Eze", "Abubakar"}},
};

// Spreads neighbours: the n-th and the next are seldom alike.
std::uint64_t mixed(std::uint64_t n) {
    n += 0x9e3779b97f4a7c15u;  // splitmix64, Steele, Lea, Flood 2014
    n = (n ^ (n >> 30)) * 0xbf58476d1ce4e5b9u;
    n = (n ^ (n >> 27)) * 0x94d049bb133111ebu;
    return n ^ (n >> 31);
}

std::string letters(std::string_view name) {
    std::string found;
    for (char c : search_fold(name))
        if (c >= 'a' && c <= 'z') found.push_back(c);
    return found;
}

std::string in_base_36(std::uint64_t n) {
    constexpr std::string_view digits = "0123456789abcdefghijklmnopqrstuvwxyz";
    std::string text;
    do text.insert(text.begin(), digits[n % digits.size()]);
    while (n /= digits.size());
    return text;
}

}  // namespace

MadeUp made_up(std::uint64_t n, std::string_view account, blueprints::Names names) {
    auto chance = mixed(n);
    auto const& tongue = tongues[chance % tongues.size()];
    directory::Name name{std::string(tongue.first[(chance >> 8) % tongue.first.size()]),
                         std::string(tongue.last[(chance >> 16) % tongue.last.size()])};
    auto local = letters(name.first);
    auto family = letters(name.last);
    if (!local.empty() && !family.empty()) local += ".";
    local += family;
    if (!local.empty()) local += ".";
    MadeUp person{name, local + in_base_36(n) + "@" + std::string(account) + ".example"};
    if (names == blueprints::Names::whole) person.name = {"", directory::whole(name)};
    return person;
}

}  // namespace usher::app
