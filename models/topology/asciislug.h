// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace desk {

// A name's form for identifiers: lower-case ASCII letters and digits, words joined by hyphens, Latin letters
// without their accents: "São-Paulo" gives "sao-paulo". Empty where nothing of the name has an ASCII form.
// The name is valid UTF-8. A pure function, any thread.
std::string asciiSlug(std::string_view name);

} // namespace desk
