// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/transport.h"
#include "models/links/transportsettings.h"

#include <sys/types.h>

namespace desk {

// What is added to a file. A file that is turned over (renamed, made anew or emptied) is read to its end,
// then the new one from its beginning. Looks ten times a second.
class FileTailTransport final : public Transport
{
    Q_OBJECT

public:
    FileTailTransport(TransportParts parts, FileTailSettings settings);
    ~FileTailTransport() override;

private:
    void open() override;
    void close() override;
    void readOn() override;
    bool openFile(bool fromStart);
    bool readToEnd();
    [[nodiscard]] bool turnedOver() const;

    const FileTailSettings m_settings;
    int m_file = -1;
    dev_t m_device = 0;
    ino_t m_inode = 0;
    off_t m_offset = 0;
    bool m_known = false; // we looked for it before: what comes (back) is new
    QTimer m_poll;
    std::vector<char> m_buffer;
};

// "No such file": the cause and the remedy, for words.
[[nodiscard]] std::string fileReason(int error, const std::string &path);

} // namespace desk
