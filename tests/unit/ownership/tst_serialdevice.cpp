// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ownership/serialdevice.h"
#include "tests/support/testprogram.h"

#include <QElapsedTimer>

#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <thread>
#include <unistd.h>

using namespace desk;
using namespace std::chrono_literals;

// A line whose other end is the test's: the master of a pseudo-terminal.
class TstSerialDevice : public QObject
{
    Q_OBJECT

    int m_master = -1;
    std::string m_name;
    std::unique_ptr<SerialDevice> m_device;
    WorkerReply m_reply;

    std::string ask(const char *method, const char *query = "", std::string body = {})
    {
        WorkerMessage request;
        request.method = method;
        request.target = std::string("/devices/x") + query;
        request.body = std::move(body);
        m_reply = m_device->answer(request);
        return m_reply.body;
    }
    std::string field(const char *name) const
    {
        for (const auto &[key, value] : m_reply.headers) {
            if (key == name)
                return value;
        }
        return {};
    }
    void come(std::string_view bytes) const
    {
        while (!bytes.empty()) {
            const auto written = ::write(m_master, bytes.data(), bytes.size());
            QVERIFY(written > 0);
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
    }
    std::string gone(std::size_t size) const
    {
        std::string bytes;
        while (bytes.size() < size) {
            pollfd poll{m_master, POLLIN, 0};
            if (::poll(&poll, 1, 5000) <= 0)
                break;
            char buffer[4096];
            const auto count = ::read(m_master, buffer, sizeof buffer);
            if (count <= 0)
                break;
            bytes.append(buffer, static_cast<std::size_t>(count));
        }
        return bytes;
    }

private Q_SLOTS:
    void init()
    {
        m_master = ::posix_openpt(O_RDWR | O_NOCTTY);
        QVERIFY(m_master >= 0 && ::grantpt(m_master) == 0 && ::unlockpt(m_master) == 0);
        m_name = ::ptsname(m_master);
        auto device = SerialDevice::open({m_name});
        QVERIFY2(device, device ? "" : device.error().message.c_str());
        m_device = *std::move(device);
    }
    void cleanup()
    {
        m_device.reset();
        if (m_master >= 0)
            ::close(std::exchange(m_master, -1));
    }

    void whatCameIsReadSinceAnOffset()
    {
        come("hello ");
        QCOMPARE(ask("GET", "?since=0&wait=5000"), std::string("hello "));
        QCOMPARE(field("x-offset"), std::string("0"));
        QCOMPARE(field("x-next"), std::string("6"));
        come("world");
        QCOMPARE(ask("GET", "?since=6&wait=5000"), std::string("world"));
        QCOMPARE(ask("GET"), std::string("hello world"));
        QCOMPARE(ask("GET", "?since=9"), std::string("ld"));
        QCOMPARE(ask("GET", "?since=99"), std::string());
        QCOMPARE(field("x-next"), std::string("11"));
    }

    void whatIsWrittenGoesOutByteForByte()
    {
        std::string bytes;
        for (int i = 0; i < 2000; ++i)
            bytes += static_cast<char>(i);
        std::string received;
        std::thread reader([&] { received = gone(bytes.size()); });
        const std::string answer = ask("POST", "", bytes);
        reader.join();
        QCOMPARE(answer, std::string("{\"written\":2000}"));
        QVERIFY(received == bytes);
    }

    void anExchangeEndsWithItsText()
    {
        std::thread instrument([&] {
            if (gone(5) == "*IDN?")
                come("LAB,1\n>more");
        });
        QCOMPARE(ask("POST", "?wait=5000&until=%0A", "*IDN?"), std::string("LAB,1\n"));
        instrument.join();
    }

    void anExchangeWithoutAnAnswerEndsInTime()
    {
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(ask("PUT", "?wait=200&until=x", "?"), std::string());
        QCOMPARE(m_reply.status, 200);
        QVERIFY(clock.elapsed() >= 190 && clock.elapsed() < 5000);
    }

    void aLineThatTakesNothingTimesOut()
    {
        m_device.reset();
        m_device = *SerialDevice::open({m_name, 115'200, 200ms});
        ask("POST", "", std::string(1U << 20U, 'x')); // nobody reads the other end
        QCOMPARE(m_reply.status, 504);
    }

    void onlyTheLastIsKeptAndWhatIsLostIsSaid()
    {
        m_device.reset();
        m_device = *SerialDevice::open({m_name, 3'000'000, 5s, 1000});
        const std::string block(4096, 'x');
        for (int i = 0; i < 100; ++i)
            come(block);
        come("end");
        const auto complete = [&] {
            ask("GET");
            return m_reply.body.ends_with("end");
        };
        QTRY_VERIFY(complete());
        ask("GET", "?since=0");
        QVERIFY(std::stoul(field("x-lost")) > 0);
        QCOMPARE(field("x-lost"), field("x-offset"));
        QVERIFY(std::stoul(field("x-next")) == 100 * 4096 + 3);
    }

    void aSecondOwnerIsRefused()
    {
        const auto second = SerialDevice::open({m_name});
        QVERIFY(!second);
        QCOMPARE(second.error().code, ErrorCode::alreadyRunning);
    }

    void whatIsNoLineIsRefused()
    {
        QCOMPARE(SerialDevice::open({"/dev/nothing-there"}).error().code, ErrorCode::notFound);
        QCOMPARE(SerialDevice::open({"/dev/null"}).error().code, ErrorCode::invalidArgument);
        m_device.reset();
        QCOMPARE(SerialDevice::open({m_name, 12'345}).error().code, ErrorCode::invalidArgument);
    }

    void aLineThatIsGoneIsSaidAtOnce()
    {
        std::thread puller([&] {
            std::this_thread::sleep_for(50ms);
            ::close(std::exchange(m_master, -1));
        });
        ask("GET", "?since=0&wait=10000"); // ends with the line
        puller.join();
        const auto unavailable = [&] {
            ask("POST", "", "x");
            return m_reply.status == 503;
        };
        QTRY_VERIFY(unavailable());
        ask("GET");
        QCOMPARE(m_reply.status, 503);
    }

    // Its caller was told 408 and may have asked again.
    void whatWaitedTooLongForTheLineIsNotWritten()
    {
        std::thread other([this] {
            WorkerMessage request;
            request.method = "POST";
            request.target = "/devices/x?wait=10000&until=OK";
            request.body = "first";
            static_cast<void>(m_device->answer(request));
        });
        QCOMPARE(gone(5), std::string("first"));
        WorkerMessage late;
        late.method = "POST";
        late.target = "/devices/x";
        late.body = "second";
        late.deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(50);
        const WorkerReply reply = m_device->answer(late);
        QCOMPARE(reply.status, 503);
        come("OK");
        other.join();
        pollfd poll{m_master, POLLIN, 0};
        QCOMPARE(::poll(&poll, 1, 0), 0);
    }

    void theEndWaitsForNoExchange()
    {
        std::thread other([this] {
            WorkerMessage request;
            request.method = "POST";
            request.target = "/devices/x?wait=20000&until=OK";
            request.body = "first";
            static_cast<void>(m_device->answer(request));
        });
        QCOMPARE(gone(5), std::string("first"));
        m_device->stop();
        QElapsedTimer timer;
        timer.start();
        other.join();
        QVERIFY(timer.elapsed() < 5000);
        ask("POST", "", "x");
        QCOMPARE(m_reply.status, 503);
    }

    void mistakesAreSaid()
    {
        ask("GET", "?since=x");
        QCOMPARE(m_reply.status, 400);
        ask("POST", "?wait=-1");
        QCOMPARE(m_reply.status, 400);
        ask("DELETE");
        QCOMPARE(m_reply.status, 405);
        QCOMPARE(field("Allow"), std::string("GET, HEAD, POST, PUT"));
    }
};

DESK_TEST(TstSerialDevice)

#include "tst_serialdevice.moc"
