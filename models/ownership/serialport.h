// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <chrono>
#include <string>
#include <string_view>

namespace desk {

// A serial line, 8N1 without flow control, held by nobody else while it is open (POSIX termios). Any one
// thread reads while any one other writes.
class SerialPort
{
public:
    // baud: a rate that the system knows by name, up to 4,000,000. notFound, permissionDenied, alreadyRunning
    // (another program holds it) and invalidArgument say what to do.
    static Result<SerialPort> open(const std::string &device, unsigned baud);
    SerialPort() = default;
    ~SerialPort();
    SerialPort(SerialPort &&other) noexcept;
    SerialPort &operator=(SerialPort &&other) noexcept;

    [[nodiscard]] bool isOpen() const { return m_file >= 0; }
    void close();
    // What came within the time, perhaps nothing. network: the device is gone.
    Result<std::string> read(std::chrono::milliseconds wait);
    // How many bytes the line took within the time.
    Result<std::size_t> write(std::string_view bytes, std::chrono::milliseconds wait);

private:
    explicit SerialPort(int file)
        : m_file(file)
    {
    }
    int m_file = -1;
};

} // namespace desk
