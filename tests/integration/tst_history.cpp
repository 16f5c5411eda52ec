// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/instancetest.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <atomic>
#include <thread>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// The history of the real server over real sockets.
class TstHistory : public InstanceTest
{
    Q_OBJECT

    Timestamp m_base{};
    std::uint64_t m_posted = 0;

    // Points of one node a millisecond apart, each with ten metrics.
    void post(int batches)
    {
        for (int b = 0; b < batches; ++b) {
            std::string body = "[";
            for (int i = 0; i < 1000; ++i, ++m_posted) {
                body += std::string(i ? "," : "") + "{\"timestamp\":\"" +
                        formatTimestamp(m_base + std::chrono::milliseconds(m_posted)) +
                        "\",\"node_id\":\"h\",\"node_type\":\"device\"";
                for (int m = 0; m < 10; ++m)
                    body += ",\"m" + std::to_string(m) + "\":" + std::to_string(m_posted);
                body += "}";
            }
            QCOMPARE(send("POST", "/api/v1/telemetry/batch", body + "]").status, 200);
        }
    }

    // How long the server's thread let a small request wait at most while `meanwhile` ran.
    template <class Meanwhile>
    std::chrono::microseconds longestWait(Meanwhile meanwhile) const
    {
        std::atomic<bool> stop{false};
        std::chrono::microseconds longest{};
        std::thread asking([&] {
            HttpClient client({m_ready.http, m_instance->token()});
            while (!stop) {
                const auto begun = std::chrono::steady_clock::now();
                static_cast<void>(client.send("GET", "/health"));
                longest = std::max(longest, std::chrono::duration_cast<std::chrono::microseconds>(
                                                std::chrono::steady_clock::now() - begun));
            }
        });
        meanwhile();
        stop = true;
        asking.join();
        return longest;
    }

private Q_SLOTS:
    void init()
    {
        start();
        m_base = m_time.now();
        m_posted = 0;
    }
    void cleanup() { m_instance.reset(); }

    void aBigQuestionDoesNotStallTheServer()
    {
        post(100);
        // The best of a few: the machine may be busy with something else.
        std::chrono::microseconds reducing = 1h;
        std::chrono::microseconds paging = 1h;
        for (int i = 0; i < 3; ++i) {
            QByteArray answer;
            reducing = std::min(reducing, longestWait([&] {
                                    answer = QByteArray::fromStdString(
                                        send("GET", "/api/v1/telemetry?node_id=h&max_points=1000").body);
                                }));
            QCOMPARE(QJsonDocument::fromJson(answer)["series"_L1].toArray().size(), 10);
            paging = std::min(paging, longestWait([&] {
                                  answer = QByteArray::fromStdString(
                                      send("GET", "/api/v1/telemetry?node_id=h").body);
                              }));
            QVERIFY(!QJsonDocument::fromJson(answer)["next"_L1].toString().isEmpty());
        }
        qInfo("longest wait while 1,000,000 samples were reduced: %.1f ms, while a page of 100,000 was made: "
              "%.1f ms",
              double(reducing.count()) / 1000, double(paging.count()) / 1000);
        QVERIFY(reducing < 50ms);
        QVERIFY(paging < 50ms);
    }
};

DESK_TEST(TstHistory)
#include "tst_history.moc"
