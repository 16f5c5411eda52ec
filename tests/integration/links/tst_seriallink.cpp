// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/links/peerprocess.h"
#include "tests/support/linkrig.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>

using namespace desk;

// A device on a pseudo-terminal that socat makes: what is written to socat comes out of the "serial port".
class TstSerialLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsLines();
    void readsThePiecesOfASlowDevice();
    void greetsTheDevice();
    void comesBackAfterEachUnplugging();
    void staysWithAnyGarbage();
    void saysWhatIsMissing();
    void losesNoByteOfALongRun();

private:
    void plug();
    void unplug() { m_device->kill(); }
    [[nodiscard]] LinkDefinition lines(const char *send = "") const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<PeerProcess> m_device;
    QString m_port;
};

void TstSerialLink::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_device = std::make_unique<PeerProcess>();
    m_port = m_folder->filePath(QStringLiteral("port"));
}

void TstSerialLink::plug()
{
    QFile::remove(m_port);
    QVERIFY2(m_device->start(QStringLiteral("socat"),
                             {QStringLiteral("-b65536"), QStringLiteral("PTY,raw,echo=0,link=") + m_port,
                              QStringLiteral("STDIO")}),
             "install the package socat");
    QTRY_VERIFY(QFile::exists(m_port));
}

LinkDefinition TstSerialLink::lines(const char *send) const
{
    SerialSettings settings;
    settings.port = m_port.toStdString();
    settings.send = send;
    return LinkRig::lines(settings);
}

void TstSerialLink::readsLines()
{
    plug();
    LinkRig rig(lines());
    QTRY_VERIFY2(rig.isUp(), qPrintable(rig.reason()));
    m_device->write("{\"volts\":12}\n{\"volts\":13}\r\n");
    QTRY_COMPARE(rig.rows(),
                 (QStringList{QStringLiteral("bench volts=12"), QStringLiteral("bench volts=13")}));
}

void TstSerialLink::readsThePiecesOfASlowDevice()
{
    plug();
    LinkRig rig(lines());
    QTRY_VERIFY(rig.isUp());
    const QByteArray text = "{\"volts\":12}\n";
    for (const char byte : text) {
        const auto before = rig.link().figures().bytes;
        m_device->write(QByteArray(1, byte));
        QTRY_COMPARE(rig.link().figures().bytes, before + 1);
    }
    QCOMPARE(rig.rows(), QStringList{QStringLiteral("bench volts=12")});
}

void TstSerialLink::greetsTheDevice()
{
    plug();
    LinkRig rig(lines("*IDN?\\r\\n"));
    QVERIFY(m_device->process().waitForReadyRead());
    QCOMPARE(m_device->process().readAll(), QByteArray("*IDN?\r\n"));
}

void TstSerialLink::comesBackAfterEachUnplugging()
{
    plug();
    LinkRig rig(lines());
    QStringList expected;
    constexpr int times = 200;
    for (int i = 0; i < times; ++i) {
        QTRY_VERIFY(rig.link().figures().connects == std::uint64_t(i + 1));
        m_device->write("{\"n\":" + QByteArray::number(i) + "}\n{\"torn\":");
        expected += QStringLiteral("bench n=%1").arg(i);
        QTRY_COMPARE(rig.rows().size(), expected.size());
        unplug();
        if (i % 2 == 0) // and sometimes it is back before anybody noticed
            QTRY_COMPARE(rig.link().status().state, DataLinkState::down);
        if (i == 0)
            QVERIFY2(rig.reason().contains(QStringLiteral("unplugged")) ||
                         rig.reason().contains(QStringLiteral("not there")),
                     qPrintable(rig.reason()));
        if (i + 1 < times)
            plug();
    }
    QCOMPARE(rig.rows(), expected);
}

void TstSerialLink::staysWithAnyGarbage()
{
    plug();
    LinkRig rig(lines());
    QTRY_VERIFY(rig.isUp());
    QRandomGenerator random(7);
    QByteArray garbage(200'000, '\0');
    for (char &byte : garbage)
        byte = static_cast<char>(random.bounded(256));
    m_device->write(garbage + "\n{\"volts\":12}\n");
    QTRY_COMPARE_WITH_TIMEOUT(rig.link().figures().bytes, std::uint64_t(garbage.size() + 14), 20'000);
    QTRY_COMPARE(rig.rows(), QStringList{QStringLiteral("bench volts=12")});
    QVERIFY(rig.link().figures().refusedFrames > 0);
    QVERIFY(!rig.link().decoder().lastRefusal().message.empty());
}

void TstSerialLink::saysWhatIsMissing()
{
    LinkRig rig(lines());
    QTRY_COMPARE(rig.reason(),
                 m_port + QStringLiteral(" is not there; plug the device in, or choose another port"));
    SerialSettings device;
    device.vendor = 0x0403;
    device.serial = "NOBODY";
    LinkRig other(LinkRig::lines(device));
    QTRY_COMPARE(other.reason(),
                 QStringLiteral("no device 0403:any, serial number NOBODY is plugged in; plug it in, or "
                                "choose another"));
}

void TstSerialLink::losesNoByteOfALongRun()
{
    plug();
    LinkRig rig(lines());
    QTRY_VERIFY(rig.isUp());
    QByteArray text;
    constexpr std::uint64_t count = 100'000;
    for (std::uint64_t i = 0; i < count; ++i)
        text += "{\"n\":" + QByteArray::number(qulonglong(i)) + "}\n";
    m_device->write(text);
    QTRY_COMPARE_WITH_TIMEOUT(rig.records(), count, 60'000);
    QCOMPARE(rig.link().figures().bytes, std::uint64_t(text.size()));
    QCOMPARE(rig.link().figures().refusedFrames, std::uint64_t{0});
}

DESK_TEST(TstSerialLink)

#include "tst_seriallink.moc"
