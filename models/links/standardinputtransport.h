// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/transport.h"

#include <QSocketNotifier>

namespace desk {

// What another program writes into ours. It ends once, and does not come back.
class StandardInputTransport final : public Transport
{
    Q_OBJECT

public:
    explicit StandardInputTransport(TransportParts parts, int descriptor = 0);

private:
    void open() override;
    void close() override;
    void readOn() override;

    const int m_descriptor;
    std::unique_ptr<QSocketNotifier> m_notifier;
    std::vector<char> m_buffer;
};

} // namespace desk
