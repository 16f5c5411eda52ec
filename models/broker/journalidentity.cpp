// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/journalidentity.h"

#include "models/broker/journalfile.h"

#include <algorithm>
#include <fstream>
#include <random>

namespace desk {
namespace {

constexpr std::size_t identityDigits = 32;
constexpr std::string_view hexadecimal = "0123456789abcdef";

bool isIdentity(const std::string &text)
{
    return text.size() == identityDigits && text.find_first_not_of(hexadecimal) == std::string::npos;
}

} // namespace

std::string randomIdentity()
{
    std::random_device random;
    std::string text(identityDigits, '0');
    std::generate(text.begin(), text.end(), [&random] { return hexadecimal[random() % hexadecimal.size()]; });
    return text;
}

Result<std::string> journalIdentity(const std::filesystem::path &folder)
{
    const std::filesystem::path file = folder / "identity";
    std::string text;
    if (std::ifstream in(file); std::getline(in, text) && isIdentity(text))
        return text;
    text = randomIdentity();
    std::filesystem::path fresh = file;
    fresh += ".new";
    const std::string line = text + '\n';
    const iovec part{const_cast<char *>(line.data()), line.size()}; // writev does not write to it
    const auto made = createJournalFile(fresh);
    if (!made)
        return tl::unexpected(made.error());
    if ((*made)->write(&part, 1) != static_cast<ssize_t>(line.size()) || (*made)->sync() != 0 ||
        (*made)->publish(file) != 0)
        return failure(ErrorCode::storageUnavailable, "cannot write " + file.string());
    static_cast<void>(syncFolder(folder));
    return text;
}

} // namespace desk
