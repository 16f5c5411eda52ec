// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/transport.h"
#include "models/links/transportsettings.h"

#include <QElapsedTimer>

#include <map>
#include <sys/types.h>

namespace desk {

// A folder that files are put into; each file is a stream of its own. Looks twice a second. What was read is
// remembered while it runs: with `move_to` a file is read once, without all are read again after a start.
class CsvFolderTransport final : public Transport
{
    Q_OBJECT

public:
    // headerLine: the first line of a file names its columns, so it is told again where a file goes on later.
    CsvFolderTransport(TransportParts parts, CsvFolderSettings settings, bool headerLine);

private:
    struct File
    {
        off_t offset = 0;
        bool begun = false; // what was taken of it is not ended
        QElapsedTimer unchanged{};
    };

    void open() override;
    void close() override;
    void readOn() override;
    bool readFile(const std::string &path, File &file);
    void endFile(const std::string &path, File &file);
    void repeatHeader(int descriptor, const std::string &path);

    const CsvFolderSettings m_settings;
    const bool m_headerLine;
    std::map<std::string, File> m_files; // by path
    QTimer m_poll;
    std::vector<char> m_buffer;
};

} // namespace desk
