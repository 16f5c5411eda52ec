// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/auditlog.h"

#include <cstdlib>
#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <unistd.h>

namespace desk {
namespace {

constexpr std::size_t maxKinds = 1000; // told apart between two flushes
constexpr std::size_t maxText = 200;

// A token pasted where an id belongs must not come to rest here.
std::string harmless(std::string_view text)
{
    std::string out(text.substr(0, maxText));
    if (const auto at = out.find("cos_"); at != std::string::npos)
        out.replace(at, std::string::npos, "cos_…");
    if (const auto at = out.find("eyJ"); at != std::string::npos)
        out.replace(at, std::string::npos, "eyJ…");
    return out;
}

} // namespace

void AuditLog::write(Timestamp now, const Entry &entry, std::uint64_t count)
{
    if (m_file.empty())
        return;
    nlohmann::ordered_json json{{"time", formatTimestamp(now)}, {"action", harmless(entry.action)}};
    if (!entry.who.empty())
        json["who"] = harmless(entry.who);
    json["from"] = harmless(entry.from);
    json["status"] = entry.status;
    if (!entry.detail.empty())
        json["detail"] = harmless(entry.detail);
    if (count > 1)
        json["count"] = count;
    const std::string line =
        json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
    std::error_code error;
    if (const auto size = std::filesystem::file_size(m_file, error);
        !error && size + line.size() > m_maxBytes)
        std::filesystem::rename(m_file, m_file.string() + ".1", error);
    const int file = ::open(m_file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0)
        return; // a full disk must not refuse a revocation; the event log has it too
    static_cast<void>(::fchmod(file, 0600));
    const bool written = ::write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size());
    static_cast<void>(written);
    ::close(file);
}

void AuditLog::record(Timestamp now, const Entry &entry)
{
    write(now, entry, 1);
}

void AuditLog::refused(Timestamp now, std::string_view from, int status, std::string_view reason)
{
    std::string key = std::string(from) + '\n' + std::to_string(status) + '\n' + std::string(reason);
    if (m_repeats.size() >= maxKinds && !m_repeats.contains(key))
        key = "many addresses\n" + std::to_string(status) + "\nrefused";
    const auto [it, added] = m_repeats.try_emplace(std::move(key), 0);
    if (added)
        write(now, {"authentication", {}, from, status, reason}, 1);
    else
        ++it->second;
}

void AuditLog::flush(Timestamp now)
{
    for (const auto &[key, count] : m_repeats) {
        if (count == 0)
            continue;
        const auto first = key.find('\n');
        const auto second = key.find('\n', first + 1);
        const std::string_view text(key);
        write(now,
              {"authentication",
               {},
               text.substr(0, first),
               std::atoi(key.substr(first + 1, second - first - 1).c_str()),
               text.substr(second + 1)},
              count);
    }
    m_repeats.clear();
}

} // namespace desk
