// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/linkrig.h"
#include "tests/support/testprogram.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace desk;

namespace {

// Answers each request with what is next of its texts, the last one again and again.
class PolledServer : public QTcpServer
{
public:
    explicit PolledServer(QByteArrayList texts)
        : m_texts(std::move(texts))
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                if (!socket->readAll().contains("\r\n\r\n"))
                    return;
                const QByteArray text = m_texts.size() > 1 ? m_texts.takeFirst() : m_texts.first();
                socket->write("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(text.size()) +
                              "\r\n\r\n" + text);
            });
        });
    }
    [[nodiscard]] std::string url() const
    {
        return "http://127.0.0.1:" + std::to_string(serverPort()) + "/state";
    }

private:
    QByteArrayList m_texts;
};

HttpPollSettings pollOf(const PolledServer &server, const char *path)
{
    return {server.url(), path, std::chrono::milliseconds(50), {}, {}};
}

} // namespace

class TstHttpPoll : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksAgainAndAgain();
    void takesEachElement();
    void saysThatThePathLeadsNowhere();
};

void TstHttpPoll::asksAgainAndAgain()
{
    const PolledServer server({R"({"data":{"a":1}})", R"({"data":{"a":2}})", R"({"data":{"a":3}})"});
    LinkRig rig(LinkRig::lines(pollOf(server, "data")));
    QTRY_VERIFY(rig.rows().size() >= 3);
    QCOMPARE(rig.rows().mid(0, 3), (QStringList{QStringLiteral("bench a=1"), QStringLiteral("bench a=2"),
                                                QStringLiteral("bench a=3")}));
    QVERIFY(rig.isUp());
}

void TstHttpPoll::takesEachElement()
{
    const PolledServer server({R"({"list":[{"a":1},{"a":2}]})"});
    LinkRig rig(LinkRig::lines(pollOf(server, "list[*]")));
    QTRY_VERIFY(rig.rows().size() >= 2);
    QCOMPARE(rig.rows().mid(0, 2), (QStringList{QStringLiteral("bench a=1"), QStringLiteral("bench a=2")}));
}

void TstHttpPoll::saysThatThePathLeadsNowhere()
{
    const PolledServer server({R"({"a":1})"});
    LinkRig rig(LinkRig::lines(pollOf(server, "b.c")));
    QTRY_VERIFY(rig.reason().contains(QStringLiteral("the answer has nothing at step 1 of the path")));
    QVERIFY(rig.link().figures().refusedFrames > 0);
}

DESK_TEST(TstHttpPoll)

#include "tst_httppoll.moc"
