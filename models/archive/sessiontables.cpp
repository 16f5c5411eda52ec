// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessiontables_p.h"

#include <algorithm>
#include <array>

namespace desk::session {

namespace {

using Kind = SqliteRecord::Kind;

constexpr std::array tables{
    Table{"about", "ttc", false, false},        Table{"progress", "kic", true, true},
    Table{"node", "kttc", true, true},          Table{"entity", "kiic", true, true},
    Table{"series", "kittitc", true, true},     Table{"state", "iitc", false, false},
    Table{"shape", "kibc", true, true},         Table{"arrival", "kiiibc", false, true},
    Table{"tail", "kiibc", false, true},        Table{"points", "kiiiiiiiiibcb", true, true},
    Table{"level", "kiiiiiiibcb", false, true}, Table{"keyframe", "kiibc", false, true},
    Table{"gap", "ktiiiitc", false, true},      Table{"event", "kiitttic", true, true},
    Table{"topology", "kiiiibc", false, true},  Table{"limits", "kiitc", false, true},
    Table{"alarm", "kiiitittc", false, true},   Table{"forecast", "kiitbc", false, true},
    Table{"note", "kiiittc", false, true},      Table{"layout", "kitbc", false, true},
};

bool isLike(const Table &table, const SqliteRecord &record, bool hasRowId)
{
    if (table.hasRowId != hasRowId || table.columns.size() != record.values.size())
        return false;
    return std::ranges::equal(table.columns, record.values,
                              [](char letter, const SqliteRecord::Value &value) {
                                  switch (letter) {
                                  case 'k':
                                      return value.kind == Kind::null;
                                  case 't':
                                      return value.kind == Kind::text;
                                  case 'b':
                                      return value.kind == Kind::blob;
                                  default:
                                      return value.kind == Kind::integer;
                                  }
                              });
}

} // namespace

std::vector<const Table *> tablesLike(const SqliteRecord &record, bool hasRowId)
{
    std::vector<const Table *> found;
    for (const Table &table : tables) {
        if (isLike(table, record, hasRowId))
            found.push_back(&table);
    }
    return found;
}

const Table *tableOf(std::string_view name)
{
    const auto found = std::ranges::find(tables, name, &Table::name);
    return found == tables.end() ? nullptr : &*found;
}

std::int64_t rowCrc(const Table &table, const SqliteRecord &record, std::int64_t rowId)
{
    RowCrc crc;
    for (std::size_t i = 0; table.columns[i] != 'c'; ++i) {
        if (table.columns[i] == 'k')
            table.idInCrc ? crc.add(rowId) : crc;
        else if (table.columns[i] == 'i')
            crc.add(record.values[i].integer);
        else
            crc.add(record.values[i].bytes);
    }
    return crc.value();
}

bool isIntact(const Table &table, const SqliteRecord &record, std::int64_t rowId)
{
    RowCrc crc;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const SqliteRecord::Value &value = record.values[i];
        switch (table.columns[i]) {
        case 'k':
            if (table.idInCrc)
                crc.add(rowId);
            break;
        case 'c':
            return value.integer == crc.value() && (!record.isCut || i + 1 < table.columns.size());
        case 'i':
            crc.add(value.integer);
            break;
        default:
            crc.add(value.bytes);
        }
    }
    return false;
}

} // namespace desk::session
