// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/salvagerest_p.h"

#include "models/archive/sessionrows_p.h"
#include "models/archive/sessiontables_p.h"

namespace desk::session {

namespace {

struct Carried
{
    std::string_view table;
    std::size_t series; // column of the series' id; 0 = the row is of none
};

constexpr std::array carried{Carried{"alarm", 3}, Carried{"forecast", 1}, Carried{"layout", 0}};

SqliteRecord recordOf(const Table &table, SQLite::Statement &row)
{
    SqliteRecord record;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const SQLite::Column column = row.getColumn(static_cast<int>(i));
        switch (table.columns[i]) {
        case 't':
            record.values.push_back(text(bytesOf(column)));
            break;
        case 'b':
            record.values.push_back(bytes(bytesOf(column)));
            break;
        default:
            record.values.push_back(number(column.getInt64()));
        }
    }
    return record;
}

void put(const Table &table, const SqliteRecord &record, SQLite::Statement &to)
{
    to.tryReset();
    for (std::size_t i = 0; i < record.values.size(); ++i) {
        const SqliteRecord::Value &value = record.values[i];
        const int at = static_cast<int>(i + 1);
        if (table.columns[i] == 't')
            to.bind(at, std::string(value.bytes));
        else if (table.columns[i] == 'b')
            to.bind(at, value.bytes.data(), static_cast<int>(value.bytes.size()));
        else
            to.bind(at, value.integer);
    }
    to.exec();
}

void carry(const Carried &what, SQLite::Database &from, SQLite::Database &to,
           const SessionNames::Mapping &mapping)
{
    const Table &table = *tableOf(what.table);
    std::string places = "?";
    for (std::size_t i = 1; i < table.columns.size(); ++i)
        places += ", ?";
    SQLite::Statement row(from, "SELECT * FROM " + std::string(what.table) + " ORDER BY id");
    SQLite::Statement insert(to, "INSERT INTO " + std::string(what.table) + " VALUES(" + places + ")");
    while (row.executeStep()) {
        SqliteRecord record = recordOf(table, row);
        const std::int64_t id = record.values[0].integer;
        if (!isIntact(table, record, id))
            continue;
        if (what.series > 0) {
            const auto series =
                mapping.series.find(static_cast<SeriesId>(record.values[what.series].integer));
            if (series == mapping.series.end())
                continue;
            record.values[what.series].integer = index(series->second);
            record.values.back().integer = rowCrc(table, record, id);
        }
        put(table, record, insert);
    }
}

} // namespace

Result<void> carryRest(const std::filesystem::path &from, const std::filesystem::path &to,
                       const SessionNames::Mapping &mapping)
{
    auto source = openToRead(from);
    if (!source)
        return tl::unexpected(source.error());
    auto target = openToWrite(to);
    if (!target)
        return tl::unexpected(target.error());
    return guarded<void>(to, [&]() -> Result<void> {
        SQLite::Transaction all(**target);
        for (const Carried &what : carried)
            carry(what, **source, **target, mapping);
        all.commit();
        return {};
    });
}

} // namespace desk::session
