// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/serialtransport.h"

#include "models/links/serialport.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace desk {
namespace {

constexpr std::size_t serialPiece = 64 * 1024;

// A line that never rests is read in pieces of up to this, not byte by byte as it comes: the kernel keeps 4
// KiB of it for us even where nothing can tell the device to wait.
constexpr std::int64_t restBytes = 2048;
constexpr std::chrono::microseconds longestRest(4000);

std::chrono::microseconds restAt(std::int32_t baud)
{
    constexpr std::int64_t bitsAByte = 10;
    return std::min(longestRest, std::chrono::microseconds(restBytes * bitsAByte * 1'000'000 /
                                                           std::max<std::int64_t>(baud, 1)));
}

QSerialPort::Parity parityOf(SerialParity parity)
{
    switch (parity) {
    case SerialParity::even:
        return QSerialPort::EvenParity;
    case SerialParity::odd:
        return QSerialPort::OddParity;
    case SerialParity::mark:
        return QSerialPort::MarkParity;
    case SerialParity::space:
        return QSerialPort::SpaceParity;
    case SerialParity::none:
        break;
    }
    return QSerialPort::NoParity;
}

QSerialPort::FlowControl flowOf(SerialFlow flow)
{
    switch (flow) {
    case SerialFlow::hardware:
        return QSerialPort::HardwareControl;
    case SerialFlow::software:
        return QSerialPort::SoftwareControl;
    case SerialFlow::none:
        break;
    }
    return QSerialPort::NoFlowControl;
}

std::string reasonOf(QSerialPort::SerialPortError error, const std::string &path, const std::string &text)
{
    switch (error) {
    case QSerialPort::DeviceNotFoundError:
        return path + " is not there; plug the device in, or choose another port";
    case QSerialPort::PermissionError:
        return path + ": permission denied or in use by another program; add the user to the group dialout "
                      "(sudo usermod -aG dialout $USER, then log in again), or close the other program";
    case QSerialPort::ResourceError:
        return path + " was unplugged; plug it in again and it goes on by itself";
    case QSerialPort::UnsupportedOperationError:
        return path + " does not do these settings; choose another speed, parity or flow control";
    default:
        return path + ": " + text + "; it is opened again";
    }
}

} // namespace

SerialTransport::SerialTransport(TransportParts parts, SerialSettings settings)
    : Transport(std::move(parts))
    , m_settings(std::move(settings))
    , m_buffer(serialPiece)
{
}

void SerialTransport::open()
{
    const auto path = chooseSerialPort(m_settings, serialPorts());
    if (!path)
        return failed(path.error().message);
    m_path = *path;
    m_port = std::make_unique<QSerialPort>();
    m_port->setPortName(QString::fromStdString(m_path));
    m_port->setBaudRate(m_settings.baud);
    m_port->setDataBits(static_cast<QSerialPort::DataBits>(m_settings.dataBits));
    m_port->setParity(parityOf(m_settings.parity));
    m_port->setStopBits(m_settings.stopBits == 2 ? QSerialPort::TwoStop : QSerialPort::OneStop);
    m_port->setFlowControl(flowOf(m_settings.flow));
    m_port->setReadBufferSize(qint64{1} << 20U);
    if (!m_port->open(QIODevice::ReadWrite))
        return failed(reasonOf(m_port->error(), m_path, m_port->errorString().toStdString()));
    connect(m_port.get(), &QSerialPort::readyRead, this, [this] { readOn(); });
    connect(m_port.get(), &QSerialPort::errorOccurred, this,
            [this](QSerialPort::SerialPortError error) { onError(error); });
    if (const std::string hello = unescaped(m_settings.send); !hello.empty())
        m_port->write(hello.data(), static_cast<qint64>(hello.size()));
    opened(m_path);
}

void SerialTransport::close()
{
    if (!m_port)
        return;
    parts().sink.ended(m_path);
    parts().sink.handOver();
    m_port->disconnect(this);
    m_port->close();
    m_port.release()->deleteLater(); // we may be in one of its signals
}

// A serial line cannot be told to wait, so it is always read: what the queue does not take is counted there.
void SerialTransport::readOn()
{
    while (m_port) {
        const qint64 got = m_port->read(m_buffer.data(), static_cast<qint64>(m_buffer.size()));
        if (got <= 0)
            break;
        arrived({m_buffer.data(), static_cast<std::size_t>(got)}, m_path, false);
    }
    parts().sink.handOver();
    const SteadyTime now = parts().time.steadyNow();
    const bool isBusy = now - std::exchange(m_readAt, now) < 2 * longestRest;
    if (isBusy) // this thread has nothing but the line
        std::this_thread::sleep_for(restAt(m_settings.baud));
}

void SerialTransport::onError(QSerialPort::SerialPortError error)
{
    if (error == QSerialPort::NoError || error == QSerialPort::TimeoutError)
        return;
    readOn(); // what came before it
    if (m_port)
        failed(reasonOf(error == QSerialPort::ReadError ? QSerialPort::ResourceError : error, m_path,
                        m_port->errorString().toStdString()));
}

} // namespace desk
