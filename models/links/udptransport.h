// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/transport.h"
#include "models/links/transportsettings.h"

#include <QSocketNotifier>

namespace desk {

// Datagrams to an address of this machine or to a multicast group. Read in batches (recvmmsg); what the
// system threw away because its buffer was full is counted by the system itself (SO_MEMINFO, anew for each
// socket).
class UdpTransport final : public Transport
{
    Q_OBJECT

public:
    UdpTransport(TransportParts parts, UdpSettings settings);
    ~UdpTransport() override;

private:
    struct Batch; // of recvmmsg

    void open() override;
    void close() override;
    void readOn() override;
    std::string bindSocket();
    std::string joinGroup();
    [[nodiscard]] std::string boundAddress() const;
    int receive();
    void countDropped();
    void setBuffer();

    const UdpSettings m_settings;
    int m_socket = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
    std::unique_ptr<Batch> m_batch;
    std::uint32_t m_dropped = 0; // as the system counted last
};

} // namespace desk
