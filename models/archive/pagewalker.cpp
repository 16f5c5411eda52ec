// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/pagewalker.h"

#include "models/archive/sqliterecord.h"

#include <algorithm>
#include <bit>

namespace desk {

namespace {

constexpr std::size_t fileHeader = 100; // stands at the start of page 1

std::uint64_t unsignedAt(std::string_view bytes, std::size_t at, std::size_t width)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < width; ++i)
        value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

// Whether a page of this size with rows can begin here.
bool looksLikeRows(std::string_view file, std::size_t at, std::size_t size)
{
    const auto kind = static_cast<unsigned char>(file[at]);
    const std::size_t head = kind == 2 || kind == 5 ? 12 : 8;
    if ((kind != 2 && kind != 5 && kind != 10 && kind != 13) || file.size() - at < size)
        return false;
    const std::uint64_t cells = unsignedAt(file, at + 3, 2);
    const std::uint64_t content = unsignedAt(file, at + 5, 2);
    if (cells == 0 || content < head + 2 * cells || content >= size)
        return false;
    const std::uint64_t first = unsignedAt(file, at + head, 2);
    return first >= content && first < size;
}

// A damaged header may not say it any more; then the size at which most pages look like ones.
std::size_t pageSizeOf(std::string_view file)
{
    if (file.size() < fileHeader)
        return PageWalker::usualPageSize;
    const std::uint64_t stored = unsignedAt(file, 16, 2);
    const std::size_t size = stored == 1 ? 65536 : stored;
    if (size >= 512 && std::has_single_bit(size))
        return size;
    std::size_t best = PageWalker::usualPageSize;
    std::size_t most = 0;
    for (std::size_t candidate = 65536; candidate >= 512; candidate /= 2) {
        std::size_t fitting = 0;
        for (std::size_t at = candidate; at + candidate <= file.size(); at += candidate)
            fitting += looksLikeRows(file, at, candidate) ? 1 : 0;
        if (fitting > most) {
            most = fitting;
            best = candidate;
        }
    }
    return best;
}

} // namespace

PageWalker::PageWalker(std::string_view file)
    : m_file(file)
    , m_pageSize(pageSizeOf(file))
    , m_pages((file.size() + m_pageSize - 1) / m_pageSize)
    , m_steps(4 * m_pages + 1024) // whole chains together need no more than there are pages
{
}

std::string_view PageWalker::page(std::uint64_t number) const
{
    if (number < 1 || number > m_pages)
        return {};
    return m_file.substr((number - 1) * m_pageSize, m_pageSize);
}

// How much of a payload lies in its own page follows from its length.
bool PageWalker::readPayload(std::string_view from, std::size_t at, Cell &cell)
{
    std::string_view bytes = from.substr(at);
    const auto size = takeSqliteVarint(bytes);
    if (!size || *size > std::min<std::uint64_t>(maxPayload, m_pages * m_pageSize))
        return false;
    if (cell.hasRowId) {
        const auto rowId = takeSqliteVarint(bytes);
        if (!rowId)
            return false;
        cell.rowId = static_cast<std::int64_t>(*rowId);
    }
    const std::uint64_t most = cell.hasRowId ? m_pageSize - 35 : (m_pageSize - 12) * 64 / 255 - 23;
    if (*size <= most) {
        cell.payload = bytes.substr(0, *size);
        return cell.payload.size() == *size;
    }
    const std::uint64_t least = (m_pageSize - 12) * 32 / 255 - 23;
    const std::uint64_t fitting = least + (*size - least) % (m_pageSize - 4);
    const std::size_t here = fitting <= most ? fitting : least;
    if (bytes.size() < here + 4)
        return false;
    m_payload.assign(bytes.substr(0, here));
    std::uint64_t next = unsignedAt(bytes, here, 4);
    // Each step brings bytes, so a chain in a circle ends with the payload.
    while (m_payload.size() < *size && m_steps > 0) {
        const std::string_view more = page(next);
        if (more.size() < 5)
            break;
        --m_steps;
        m_payload.append(more.substr(4, *size - m_payload.size()));
        next = unsignedAt(more, 0, 4);
    }
    cell.payload = m_payload;
    return true;
}

bool PageWalker::walk(std::uint64_t number, const std::function<bool(const Cell &)> &take)
{
    constexpr unsigned indexInterior = 2;
    constexpr unsigned indexLeaf = 10;
    constexpr unsigned tableLeaf = 13;
    const std::string_view bytes = page(number);
    const std::size_t head = number == 1 ? fileHeader : 0;
    if (bytes.size() < head + 12)
        return true;
    const auto kind = static_cast<unsigned char>(bytes[head]);
    if (kind != indexInterior && kind != indexLeaf && kind != tableLeaf)
        return true;
    const std::size_t pointers = head + (kind == indexInterior ? 12 : 8);
    const std::size_t cells = unsignedAt(bytes, head + 3, 2);
    for (std::size_t i = 0; i < cells && pointers + 2 * i + 2 <= bytes.size(); ++i) {
        const std::size_t at = unsignedAt(bytes, pointers + 2 * i, 2) + (kind == indexInterior ? 4 : 0);
        Cell cell{number, kind == tableLeaf, 0, {}};
        if (at >= pointers && at < bytes.size() && readPayload(bytes, at, cell) && !take(cell))
            return false;
    }
    return true;
}

void PageWalker::each(const std::function<bool(const Cell &)> &take)
{
    for (std::uint64_t number = 1; number <= m_pages; ++number) {
        if (!walk(number, take))
            return;
    }
}

} // namespace desk
