// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/httpclient.h"
#include "models/instance/instance.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// The history of the real server over real sockets.
class TstHistory : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    SystemTimeService m_time;
    std::unique_ptr<Instance> m_instance;
    Instance::Ready m_ready;
    Timestamp m_base{};
    std::uint64_t m_posted = 0;

    // Points of one node a millisecond apart, each with ten metrics.
    void post(int batches)
    {
        HttpClient client({m_ready.http, m_instance->token()});
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
            const auto response = client.send("POST", "/api/v1/telemetry/batch", body + "]");
            QVERIFY(response && response->status == 200);
        }
    }

    [[nodiscard]] HttpResponse get(const std::string &path) const
    {
        HttpClientOptions options{m_ready.http, m_instance->token()};
        options.longestAnswer = 256U << 20U;
        HttpClient client(options);
        const auto response = client.send("GET", path);
        return response ? *response : HttpResponse{};
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
        Configuration c;
        c.dataFolder = m_folder.path().toStdString();
        c.listenPort = 0;
        m_instance = std::make_unique<Instance>(Instance::Options{c, "test"}, m_time);
        const auto ready = m_instance->start();
        QVERIFY2(ready, ready ? "" : ready.error().message.c_str());
        m_ready = *ready;
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
                                        get("/api/v1/telemetry?node_id=h&max_points=1000").body);
                                }));
            QCOMPARE(QJsonDocument::fromJson(answer)["series"_L1].toArray().size(), 10);
            paging = std::min(paging, longestWait([&] {
                                  answer = QByteArray::fromStdString(get("/api/v1/telemetry?node_id=h").body);
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

QTEST_GUILESS_MAIN(TstHistory)
#include "tst_history.moc"
