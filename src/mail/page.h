// How a letter looks. Programs that show mail know little: tables, inline styles, one <style> for
// those that follow the dark scheme.
#pragma once

#include <string>

namespace usher::mail {

// Plain texts, one paragraph each; an empty one is left out.
struct Page {
    std::string language;
    std::string product;
    std::string subject;
    std::string title;
    std::string hello;
    std::string lead;
    std::string note_by;
    std::string note;
    std::string button;
    std::string link;
    std::string instead;
    std::string until;
    std::string foot;
};

std::string plain_text(Page const&);
std::string html(Page const&);

}  // namespace usher::mail
