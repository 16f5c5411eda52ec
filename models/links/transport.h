// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/datalinkstatus.h"
#include "models/datalink/reconnectdelay.h"
#include "models/links/bytesink.h"
#include "models/links/linkcounters.h"
#include "models/links/linksecrets.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <string>

namespace desk {

// What a transport is given; all of it outlives the transport.
struct TransportParts
{
    ByteSink &sink;
    LinkCounters &counters;
    DataLinkStatistics &state; // state, reason and number of clients
    const TimeService &time;
    const LinkSecrets &secrets;
    std::string linkId;
    ReconnectDelay::Options delay{std::chrono::milliseconds{250}, std::chrono::milliseconds{5'000}};
    std::function<void(const std::string &)> onAddress{}; // where it is now; on the link's thread
};

// One way for bytes to come in. Opens, and after each failure opens again after a growing pause. Lives on the
// link's thread, which runs an event loop.
class Transport : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Transport)

public:
    explicit Transport(TransportParts parts);

    void start();
    void stop();

protected:
    // Leads to opened(), failed() or finished(), at once or later.
    virtual void open() = 0;
    // Without a word; also where nothing is open.
    virtual void close() = 0;
    // There is room again, or more to read.
    virtual void readOn() {}

    void opened(const std::string &address);
    // Closes; reason: the cause and the remedy.
    void failed(std::string reason);
    // Likewise, and does not come back: there is nothing more to come.
    void finished(std::string reason);
    // Says what is wrong while it goes on, for some seconds.
    void complain(std::string reason);

    void arrived(std::span<const char> bytes, std::string_view origin, bool whole);
    // True: read nothing now; readOn() comes when there is room.
    [[nodiscard]] bool mustWait();
    [[nodiscard]] const TransportParts &parts() const { return m_parts; }
    [[nodiscard]] bool isOpen() const { return m_open; }

private:
    const TransportParts m_parts;
    ReconnectDelay m_delay;
    QTimer m_retry;
    QTimer m_room;
    QTimer m_steady; // it has held for a while: the next pause is the shortest again
    bool m_open = false;
    bool m_running = false;
    bool m_heard = false; // something came since it was opened
    std::optional<SteadyTime> m_complaintUntil;
};

// "\r\n\x02" -> the bytes; what is no escape stands for itself.
[[nodiscard]] std::string unescaped(std::string_view text);

} // namespace desk
