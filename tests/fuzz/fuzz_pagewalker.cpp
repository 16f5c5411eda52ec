// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as the pages of a damaged session file: no read outside them, no end without one.
#include "models/archive/pagewalker.h"
#include "models/archive/sessiontables_p.h"

#include <cstdlib>

using namespace desk;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    PageWalker walker(bytes);
    std::uint64_t cells = 0;
    walker.each([&](const PageWalker::Cell &cell) {
        if (cell.page < 1 || cell.page > walker.pages() || cell.payload.size() > PageWalker::maxPayload)
            std::abort();
        ++cells;
        if (const auto record = SqliteRecord::read(cell.payload)) {
            for (const session::Table *const table : session::tablesLike(*record, cell.hasRowId))
                static_cast<void>(session::isIntact(*table, *record, cell.rowId));
        }
        return true;
    });
    if (cells > size) // each has a pointer of two bytes
        std::abort();
    return 0;
}
