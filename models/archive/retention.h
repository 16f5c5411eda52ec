// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"
#include "models/telemetry/time.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace desk {

// What may go of the finished session files of a data folder (session-*.desk), and when. Nothing goes unless
// it is said so. Thinned files keep their levels: every extreme stays, to 64 points. Remembers when a file
// ends until the file changes. Any one thread.
class Retention
{
public:
    struct Thinning
    {
        std::string node = "*"; // patterns of the series' names
        std::string metric = "*";
        std::chrono::nanoseconds after{}; // age of its points
        bool operator==(const Thinning &) const = default;
    };
    struct Options
    {
        std::uint64_t maxBytes = 0;        // of all finished files: the oldest go; 0 = no limit
        std::chrono::nanoseconds maxAge{}; // of a file's last point; 0 = no limit
        std::vector<Thinning> thinnings = {};
    };
    struct Report
    {
        std::vector<std::string> deleted; // files
        std::vector<std::string> thinned;
        std::vector<Error> failed;
        [[nodiscard]] bool isEmpty() const { return deleted.empty() && thinned.empty() && failed.empty(); }
    };

    Retention(std::filesystem::path folder, Options options)
        : m_folder(std::move(folder))
        , m_options(std::move(options))
    {
    }

    Report apply(Timestamp now);

private:
    struct File
    {
        std::filesystem::path path;
        std::uint64_t bytes = 0;
        Timestamp end{}; // reception of its last point
    };
    struct Known // of a file, as long as it is this one
    {
        std::uint64_t bytes = 0;
        std::filesystem::file_time_type written;
        std::optional<Timestamp> end; // nothing: it cannot be read, or has no points
        bool isThinned = false;       // all that may go of it is gone
    };
    [[nodiscard]] std::vector<File> files();
    Result<bool> thin(const File &file, Timestamp now) const;

    const std::filesystem::path m_folder;
    const Options m_options;
    std::map<std::filesystem::path, Known> m_known;
};

} // namespace desk
