// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/machinechecks.h"

#include "models/telemetry/timeservice.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <memory>
#include <sys/resource.h>
#include <sys/timex.h>
#include <unistd.h>

namespace desk {
namespace {

using Level = Finding::Level;

std::string variable(const char *name)
{
    const char *value = std::getenv(name);
    return value ? value : "";
}

Finding checkClock()
{
    const Timestamp now = SystemTimeService().now();
    const int year =
        static_cast<int>(std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(now)}.year());
    Finding finding{"clock", Level::ok, formatTimestamp(now, Fraction::none)};
    constexpr int firstYear = 2025;
    constexpr int lastYear = 2100;
    if (year < firstYear || year > lastYear) {
        finding.level = Level::failure;
        finding.message += ": this year cannot be right";
        finding.remedy = "set the clock; every time that is recorded depends on it";
        return finding;
    }
    timex state{};
    if (::adjtimex(&state) == TIME_ERROR) {
        finding.level = Level::warning;
        finding.message += ", not synchronised";
        finding.remedy =
            "let systemd-timesyncd or chrony set it: points more than 5 s ahead of it are flagged";
    }
    return finding;
}

Finding checkZone()
{
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    ::localtime_r(&now, &local);
    const long minutes = local.tm_gmtoff / 60;
    std::array<char, 32> offset{};
    std::snprintf(offset.data(), offset.size(), "UTC%c%02ld:%02ld", minutes < 0 ? '-' : '+',
                  std::labs(minutes) / 60, std::labs(minutes) % 60);
    Finding finding{"time zone", Level::ok,
                    std::string(local.tm_zone ? local.tm_zone : "?") + ", " + offset.data()};
    std::error_code error;
    if (variable("TZ").empty() && !std::filesystem::exists("/etc/localtime", error)) {
        finding.level = Level::warning;
        finding.message += ", from no file: /etc/localtime is missing";
        finding.remedy = "set it with timedatectl set-timezone (times are stored in UTC in any case)";
    }
    return finding;
}

Finding checkDisplay()
{
    const std::string platform = variable("QT_QPA_PLATFORM");
    if (!platform.empty())
        return {"display", Level::ok, "QT_QPA_PLATFORM=" + platform};
    for (const char *name : {"WAYLAND_DISPLAY", "DISPLAY"}) {
        if (const std::string value = variable(name); !value.empty())
            return {"display", Level::ok, std::string(name) + "=" + value};
    }
    return {"display", Level::warning, "neither DISPLAY nor WAYLAND_DISPLAY is set",
            "start the window in a desktop session, or with QT_QPA_PLATFORM=offscreen; `constellation serve` "
            "needs "
            "none"};
}

Finding checkFonts()
{
    const std::unique_ptr<FILE, int (*)(FILE *)> list(::popen("fc-list : family 2>/dev/null", "r"), ::pclose);
    std::string families;
    std::array<char, 4096> piece{};
    while (list && std::fgets(piece.data(), piece.size(), list.get()))
        families += piece.data();
    if (families.empty())
        return {"fonts", Level::warning, "fc-list shows none",
                "apt install fontconfig fonts-inter fonts-jetbrains-mono"};
    std::string missing;
    for (const auto &[family, package] :
         {std::pair{"Inter", "fonts-inter"}, std::pair{"JetBrains Mono", "fonts-jetbrains-mono"}}) {
        if (families.find(family) == std::string::npos)
            missing += std::string(" ") + package;
    }
    if (missing.empty())
        return {"fonts", Level::ok, "Inter and JetBrains Mono"};
    return {"fonts", Level::warning, "the window's typefaces are not all there", "apt install" + missing};
}

Finding checkFiles()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    constexpr rlim_t enough = 1024;
    const std::string count = limit.rlim_cur == RLIM_INFINITY ? "no limit" : std::to_string(limit.rlim_cur);
    if (limit.rlim_cur >= enough)
        return {"open files", Level::ok, count};
    return {"open files", Level::warning, count + " at most: each connection takes one",
            "raise it with ulimit -n 4096, or LimitNOFILE= of the service"};
}

// Tokens of remote platforms are kept in the key ring, which is reached over the session bus.
Finding checkKeyRing()
{
    std::error_code error;
    const std::string bus = "/run/user/" + std::to_string(::getuid()) + "/bus";
    if (!variable("DBUS_SESSION_BUS_ADDRESS").empty() || std::filesystem::exists(bus, error))
        return {"key ring", Level::ok, "there is a session bus to reach it"};
    return {"key ring", Level::warning, "no session bus",
            "local tokens need none; for a remote platform set CONSTELLATION_API_TOKEN or use a credentials "
            "file"};
}

} // namespace

Findings checkMachine()
{
    return {checkClock(), checkZone(), checkDisplay(), checkFonts(), checkFiles(), checkKeyRing()};
}

} // namespace desk
