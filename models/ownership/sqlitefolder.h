// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ownership/sqlitestatement.h"
#include "models/ownership/workerreply.h"

namespace desk {

// A folder of SQLite files as resources of HTTP below a path.
//   GET PATH                              the files: {"files":[{"name","bytes"}]}
//   GET PATH/FILE?sql=SELECT…[&p=V…]      reads; the p are its parameters in turn, as texts
//   POST PATH/FILE {"sql","parameters"}   reads or writes; parameters are an array or an object. A file that
//   is
//                                         not there is made
// Answers are {"columns","rows","truncated","changes","last_id"}; a blob is {"base64"} in both directions.
// One thread at a time.
class SqliteFolder
{
public:
    // path: where requests begin, "/devices/x". notFound where the folder is none.
    static Result<SqliteFolder> open(std::filesystem::path folder, std::string path,
                                     SqliteStatement::Limits limits);

    WorkerReply answer(const WorkerMessage &request) const;

private:
    SqliteFolder(std::filesystem::path folder, std::string path, SqliteStatement::Limits limits)
        : m_folder(std::move(folder))
        , m_path(std::move(path))
        , m_limits(limits)
    {
    }
    [[nodiscard]] WorkerReply list() const;
    [[nodiscard]] WorkerReply run(const std::string &name, bool writable, const std::string &sql,
                                  const SqliteStatement::Parameters &parameters) const;

    std::filesystem::path m_folder;
    std::string m_path;
    SqliteStatement::Limits m_limits;
};

} // namespace desk
