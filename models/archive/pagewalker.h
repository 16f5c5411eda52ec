// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace desk {

// Finds the rows of a SQLite file page by page (https://www.sqlite.org/fileformat2.html, "B-tree Pages"),
// without the trees above them and without believing any number of the file: what SQLite no longer reads
// because a page of its structure is damaged. Whether a row is one that was written its CRC has to tell. Any
// one thread.
class PageWalker
{
public:
    static constexpr std::size_t usualPageSize = 8192;
    static constexpr std::size_t maxPayload = 65U << 20U;

    // The bytes of a file without a log beside it; they must outlive the walker.
    explicit PageWalker(std::string_view file);

    struct Cell
    {
        std::uint64_t page = 0; // from 1
        bool hasRowId = false;  // of a table, not of an index
        std::int64_t rowId = 0;
        std::string_view payload; // until the next cell; shorter than it was where a chain of pages breaks
    };
    // Every cell of every page that looks like one of rows. take() returns false to stop.
    void each(const std::function<bool(const Cell &)> &take);

    [[nodiscard]] std::size_t pageSize() const { return m_pageSize; }
    [[nodiscard]] std::uint64_t pages() const { return m_pages; }
    // Chains of pages led on for longer than the file has pages: some of it was not looked at.
    [[nodiscard]] bool isExhausted() const { return m_steps == 0; }

private:
    bool walk(std::uint64_t number, const std::function<bool(const Cell &)> &take);
    bool readPayload(std::string_view page, std::size_t at, Cell &cell);
    [[nodiscard]] std::string_view page(std::uint64_t number) const;

    const std::string_view m_file;
    const std::size_t m_pageSize;
    const std::uint64_t m_pages;
    std::uint64_t m_steps; // along chains, that are left
    std::string m_payload; // of a cell that goes on in other pages
};

} // namespace desk
