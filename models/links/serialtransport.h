// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/transport.h"
#include "models/links/transportsettings.h"

#include <QSerialPort>

namespace desk {

// A device on a serial port; bound to the device, so that it is found again on another port.
class SerialTransport final : public Transport
{
    Q_OBJECT

public:
    SerialTransport(TransportParts parts, SerialSettings settings);

private:
    void open() override;
    void close() override;
    void readOn() override;
    void onError(QSerialPort::SerialPortError error);

    const SerialSettings m_settings;
    std::unique_ptr<QSerialPort> m_port;
    std::string m_path;
    std::vector<char> m_buffer;
    SteadyTime m_readAt{};
};

} // namespace desk
