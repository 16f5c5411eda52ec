// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessionreader.h"

#include <unordered_map>

namespace desk {

// Session files that are read again and again, each opened once. Any one thread.
class SessionFiles
{
public:
    struct SeriesName
    {
        std::string_view node;
        std::string_view dst; // empty: of the node itself
        std::string_view metric;
        std::string_view labels;
    };
    class File
    {
    public:
        File(std::unique_ptr<SessionReader> reader, std::uint64_t identity)
            : m_reader(std::move(reader))
            , m_identity(identity)
        {
        }

        [[nodiscard]] SessionReader &reader() { return *m_reader; }
        [[nodiscard]] std::uint64_t identity() const { return m_identity; }
        // Id of a series in this file; noSeries when it has none of that name. likely: of the same data
        // folder the id is the same.
        [[nodiscard]] SeriesId find(const SeriesName &name, SeriesId likely);

    private:
        std::unique_ptr<SessionReader> m_reader;
        std::uint64_t m_identity;                        // a finished file was session.desk before
        std::unordered_map<std::string, SeriesId> m_ids; // by name, once it is needed
        std::size_t m_idsOf = 0;                         // series that were looked at
    };

    // Opens what is not open yet. One that cannot be read is left out; opening it alone or verifying tells
    // why.
    void open(const std::vector<std::filesystem::path> &paths);
    // The same, after closing files that are gone or have another name now.
    void follow(const std::vector<std::filesystem::path> &paths);
    [[nodiscard]] std::map<std::filesystem::path, File> &files() { return m_files; }

private:
    std::map<std::filesystem::path, File> m_files;
};

} // namespace desk
