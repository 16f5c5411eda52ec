// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/jwtverifier.h"
#include "models/ingest/keysetsource.h"
#include "tests/support/testprogram.h"
#include "tests/unit/commandline/cannedserver.h"
#include "tests/unit/ingest/tokenforge.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <mutex>

using namespace desk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

// What is under the lock: the answer that the issuer gives, and what the source handed over.
struct Issuer
{
    std::mutex mutex;
    std::string answer; // empty = none at all
    unsigned requests = 0;
    std::vector<Result<JsonWebKeys>> handed;
    std::string lastRequest;

    void set(std::string text)
    {
        const std::lock_guard lock(mutex);
        answer = std::move(text);
    }
    unsigned asked()
    {
        const std::lock_guard lock(mutex);
        return requests;
    }
    std::size_t count()
    {
        const std::lock_guard lock(mutex);
        return handed.size();
    }
    Result<JsonWebKeys> last()
    {
        const std::lock_guard lock(mutex);
        return handed.back();
    }
    CannedServer::Answer server()
    {
        return [this](unsigned, const std::string &request) {
            const std::lock_guard lock(mutex);
            ++requests;
            lastRequest = request;
            return answer;
        };
    }
    KeySetSource::Sink sink()
    {
        return [this](Result<JsonWebKeys> keys) {
            const std::lock_guard lock(mutex);
            handed.push_back(std::move(keys));
        };
    }
};

std::string ok(const std::string &body)
{
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string placeOf(const CannedServer &server)
{
    return "http://127.0.0.1:" + std::to_string(server.port()) + "/.well-known/jwks.json";
}

} // namespace

// The key set of an issuer over real HTTP: fetched, fetched again, and what happens when that fails.
class TstKeySetSource : public QObject
{
    Q_OBJECT

    const Timestamp m_now = fromNanoseconds(1'700'000'000'000'000'000);
    const TokenForge m_forge{};

    std::string setOf(const QJsonObject &key) const
    {
        return QJsonDocument(QJsonObject{{u"keys"_s, QJsonArray{key}}}).toJson().toStdString();
    }
    std::string token(const std::string &name) const
    {
        for (const TokenForge::Row &row : m_forge.goodTokens()) {
            if (name == row.name)
                return row.token;
        }
        return {};
    }

private Q_SLOTS:
    void theKeysAreFetchedAtTheStart()
    {
        Issuer issuer;
        issuer.set(ok(m_forge.keySet()));
        CannedServer server(issuer.server());
        const KeySetSource source({.place = placeOf(server)}, issuer.sink());
        QTRY_COMPARE(issuer.count(), 1U);
        QVERIFY(issuer.last().has_value());
        QCOMPARE(issuer.last()->size(), 2U);
        QVERIFY(issuer.lastRequest.starts_with("GET /.well-known/jwks.json HTTP/1.1\r\n"));
    }

    // As the server wires it: an unknown kid asks, and the next token finds the new key.
    void anUnknownKeyIsFetchedOnceAndThenKnown()
    {
        Issuer issuer;
        issuer.set(ok(setOf(m_forge.rsaKey())));
        CannedServer server(issuer.server());
        KeySetSource source({.place = placeOf(server), .atMostEvery = 100ms}, issuer.sink());
        QTRY_COMPARE(issuer.count(), 1U);
        JwtVerifier verifier(m_forge.secret());
        verifier.trust({m_forge.issuer(), {"desk-client"}, "constellation/"});
        verifier.setKeys(*issuer.last());
        verifier.onUnknownKey = [&] { source.ask(); };
        QVERIFY(verifier.verify(token("Cognito RS256"), m_now).has_value());
        QCOMPARE(issuer.asked(), 1U); // a known key asks for nothing
        const std::string rotated = token("Cognito ES256");
        QVERIFY(!rotated.empty());
        issuer.set(ok(m_forge.keySet()));
        const auto refused = verifier.verify(rotated, m_now);
        QVERIFY(!refused);
        QCOMPARE(refused.error().message, std::string("signed with an unknown key"));
        QTRY_COMPARE(issuer.count(), 2U);
        verifier.setKeys(*issuer.last());
        QVERIFY(verifier.verify(rotated, m_now).has_value());
        QCOMPARE(issuer.asked(), 2U);
    }

    void manyAsksAreOneFetchInAPeriod()
    {
        Issuer issuer;
        issuer.set(ok(m_forge.keySet()));
        CannedServer server(issuer.server());
        QElapsedTimer timer;
        timer.start();
        KeySetSource source({.place = placeOf(server), .atMostEvery = 1s}, issuer.sink());
        QTRY_COMPARE(issuer.count(), 1U);
        for (int i = 0; i < 10'000; ++i)
            source.ask();
        QTRY_COMPARE(issuer.count(), 2U);
        QVERIFY2(timer.elapsed() >= 1000, "the second fetch came before its time");
        QCOMPARE(issuer.asked(), 2U);
    }

    void aFailureIsSaidAndTheNextAskTriesAgain_data()
    {
        QTest::addColumn<std::string>("answer");
        QTest::addColumn<QString>("said");
        QTest::newRow("no answer") << std::string() << u"no answer within"_s;
        QTest::newRow("garbage") << ok("<html>login</html>") << u"key set"_s;
        QTest::newRow("no keys") << ok("{\"keys\":[]}") << u"key"_s;
        QTest::newRow("not HTTP") << std::string("SSH-2.0-OpenSSH_9.2\r\n") << u"does not speak HTTP"_s;
        QTest::newRow("status") << std::string("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n")
                                << u"answers 503"_s;
        // The token must not follow a redirect, and keys from elsewhere are nobody's.
        QTest::newRow("redirect") << std::string("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n"
                                                 "Content-Length: 0\r\n\r\n")
                                  << u"answers 302"_s;
        QTest::newRow("huge") << ok(std::string(300 * 1024, ' ')) << u"larger than"_s;
    }

    void aFailureIsSaidAndTheNextAskTriesAgain()
    {
        QFETCH(const std::string, answer);
        QFETCH(const QString, said);
        Issuer issuer;
        issuer.set(answer);
        CannedServer server(issuer.server());
        KeySetSource source({.place = placeOf(server), .atMostEvery = 50ms, .timeout = 400ms}, issuer.sink());
        QTRY_COMPARE(issuer.count(), 1U);
        QVERIFY(!issuer.last());
        const QString words = QString::fromStdString(issuer.last().error().message);
        QVERIFY2(words.contains(said), qPrintable(words));
        issuer.set(ok(m_forge.keySet()));
        source.ask();
        QTRY_VERIFY(issuer.count() >= 2 && issuer.last());
        QCOMPARE(issuer.last()->size(), 2U);
    }

    void aServerThatIsAwayAtTheStartIsAskedAgain()
    {
        Issuer issuer;
        issuer.set(ok(m_forge.keySet()));
        std::string place;
        {
            const CannedServer gone(issuer.server());
            place = placeOf(gone);
        }
        KeySetSource source({.place = place, .atMostEvery = 20ms, .timeout = 1s}, issuer.sink());
        QTRY_COMPARE(issuer.count(), 1U);
        QVERIFY(!issuer.last());
        source.ask();
        QTRY_COMPARE(issuer.count(), 2U); // still away, still alive
        QVERIFY(!issuer.last());
    }

    void askingAndEndingNeverWaitForAServerThatHangs()
    {
        Issuer issuer; // takes the request, never answers
        CannedServer server(issuer.server());
        QElapsedTimer timer;
        {
            KeySetSource source({.place = placeOf(server), .atMostEvery = 1ms, .timeout = 1min},
                                issuer.sink());
            QTRY_COMPARE(issuer.asked(), 1U);
            timer.start();
            for (int i = 0; i < 1000; ++i)
                source.ask();
            QVERIFY2(timer.elapsed() < 1000, "a question waits for the network");
            timer.restart();
        }
        QVERIFY2(timer.elapsed() < 5000, "the end waits for the network");
    }

    void keysComeInClearFromThisMachineOnly()
    {
        for (const char *place : {"http://issuer.example/keys", "http://127.0.0.1.example/keys",
                                  "http://localhost:1@issuer.example/keys", "ftp://127.0.0.1/keys"}) {
            const auto keys = KeySetSource::read({.place = place});
            QVERIFY(!keys);
            QVERIFY2(keys.error().message.find("use https://") != std::string::npos, place);
        }
    }

    // "http://127.0.0.1:x@elsewhere" begins like this machine and names another.
    void aUserNameIsNoWayAroundThat()
    {
        const auto keys = KeySetSource::read({.place = "http://127.0.0.1:1@issuer.example/keys"});
        QVERIFY(!keys);
        QVERIFY2(keys.error().message.find("use https://") != std::string::npos,
                 keys.error().message.c_str());
    }

    void aFileIsReadToo()
    {
        const QTemporaryDir folder;
        const auto file = folder.filePath(u"keys.json"_s).toStdString();
        QVERIFY(!KeySetSource::read({.place = file}));
        std::ofstream(file) << m_forge.keySet();
        const auto keys = KeySetSource::read({.place = file});
        QVERIFY(keys.has_value());
        QCOMPARE(keys->size(), 2U);
    }
};

DESK_TEST(TstKeySetSource)
#include "tst_keysetsource.moc"
