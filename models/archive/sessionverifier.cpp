// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessionverifier.h"

#include "models/archive/rowchecker_p.h"

#include <sqlite3.h>

namespace desk {

namespace {

using session::RowChecker;

constexpr int stepsBetweenLooks = 100'000; // of SQLite's machine
constexpr double structureShare = 0.3;     // of the work, roughly

Error givenUp()
{
    return {ErrorCode::storageUnavailable, "given up", {}};
}

void checkFormat(SQLite::Database &database, SessionReport &report)
{
    if (database.execAndGet("PRAGMA user_version").getInt() != session::formatVersion)
        report.structure.emplace_back("the number of the format is wrong");
}

class Verification
{
public:
    Verification(const std::filesystem::path &path, SQLite::Database &database, const WorkProgress &progress)
        : m_path(path)
        , m_database(database)
        , m_progress(progress)
        , m_checker(database, m_report)
    {
        sqlite3_progress_handler(m_database.getHandle(), stepsBetweenLooks, &Verification::look, this);
    }
    ~Verification() { sqlite3_progress_handler(m_database.getHandle(), 0, nullptr, nullptr); }
    Verification(const Verification &) = delete;
    Verification &operator=(const Verification &) = delete;

    Result<SessionReport> run()
    {
        step([this] { checkFormat(m_database, m_report); });
        step([this] { checkPages(); });
        step([this] { checkRows(); });
        if (m_stopped)
            return tl::unexpected(givenUp());
        return std::move(m_report);
    }

private:
    static int look(void *self)
    {
        auto &own = *static_cast<Verification *>(self);
        own.m_stopped = own.m_stopped || !own.m_progress(own.m_share);
        return own.m_stopped ? 1 : 0;
    }

    // A table that cannot be read does not hide the others.
    void step(const std::function<void()> &action)
    {
        if (look(this) != 0)
            return;
        try {
            action();
        } catch (const SQLite::Exception &exception) {
            if (!m_stopped &&
                std::ranges::find(m_report.structure, exception.what()) == m_report.structure.end())
                m_report.structure.emplace_back(exception.what());
        }
    }

    void checkPages()
    {
        SQLite::Statement line(m_database, "PRAGMA integrity_check(100)");
        while (line.executeStep()) {
            std::string text = line.getColumn(0).getString();
            if (text != "ok")
                m_report.structure.push_back(std::move(text));
        }
    }

    // By the table itself, never by an index of it.
    void eachRow(const char *table, const char *columns, void (RowChecker::*check)(SQLite::Statement &),
                 double from, double to)
    {
        SQLite::Statement highest(m_database, std::string("SELECT ifnull(max(id), 0) FROM ") + table);
        const std::int64_t rows = highest.executeStep() ? highest.getColumn(0).getInt64() : 0;
        SQLite::Statement row(m_database, std::string("SELECT ") + columns + " FROM " + table +
                                              " NOT INDEXED ORDER BY id");
        while (row.executeStep()) {
            m_share = from + (to - from) * double(row.getColumn(0).getInt64()) /
                                 double(std::max<std::int64_t>(rows, 1));
            (m_checker.*check)(row);
        }
    }

    void checkRows()
    {
        m_share = structureShare;
        step([this] { m_checker.checkNames(); });
        step([this] { m_checker.checkArrivals(); });
        step([this] {
            eachRow("points", session::pointsColumns, &RowChecker::checkPoints, structureShare, 0.7);
        });
        step([this] { m_checker.checkTails(); });
        step([this] { m_checker.checkNumbers(); });
        step([this] { eachRow("level", session::levelColumns, &RowChecker::checkLevel, 0.7, 0.95); });
        step([this] { m_checker.checkKeyFrames(); });
        step([this] { m_checker.checkLog(); });
        if (!m_report.isWhole())
            step([this] { m_checker.findMissing(m_path); });
    }

    const std::filesystem::path &m_path;
    SQLite::Database &m_database;
    const WorkProgress &m_progress;
    SessionReport m_report;
    RowChecker m_checker;
    double m_share = 0;
    bool m_stopped = false;
};

} // namespace

Result<SessionReport> verifySession(const std::filesystem::path &path, const WorkProgress &progress)
{
    auto database = session::openToRead(path);
    if (!database) {
        // Not readable at all: damaged where SQLite looks first. Anything else is for the caller to say.
        if (database.error().code != ErrorCode::parseError)
            return tl::unexpected(database.error());
        SessionReport report;
        report.structure.push_back(database.error().message);
        return report;
    }
    return session::guarded<SessionReport>(path, [&]() -> Result<SessionReport> {
        SQLite::Transaction snapshot(**database); // all of one state
        return Verification(path, **database, progress).run();
    });
}

} // namespace desk
