// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/fakereplay.h"
#include "tests/gui/recordedhour.h"
#include "tests/support/testprogram.h"
#include "widgets/theme/theme.h"
#include "widgets/timeconductor/timeconductorbar.h"
#include "widgets/timeconductor/timerangeentry.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QPainter>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTranslator>

using namespace desk;
using namespace recordedhour;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Each state of the bar in each theme, language and width, for people to look at: in the folder that
// DESK_PICTURES names. QT_SCALE_FACTOR=1.5 gives them at 150 %.
class TstTimeConductorPictures : public QObject
{
    Q_OBJECT

    Theme m_theme;

    // One below the other: live, held, fixed, replay, and both ways to type times.
    QImage states(int width)
    {
        SimulatedTimeService time(now);
        TimeConductor conductor(time);
        FakeReplay replay(session);
        const FakeReplayTime replayTime(replay);
        TimeConductorBar bar(conductor, m_theme);
        bar.resize(width, bar.sizeHint().height());
        bar.show();
        QImage all(QSize(width, 420) * bar.devicePixelRatio(), QImage::Format_ARGB32_Premultiplied);
        all.setDevicePixelRatio(bar.devicePixelRatio());
        all.fill(m_theme.color(Token::canvas));
        QPainter painter(&all);
        int y = 8;
        const auto take = [&] {
            bar.resize(width, bar.sizeHint().height());
            QApplication::processEvents();
            painter.drawPixmap(0, y, bar.grab());
            y += bar.height() + 10;
        };
        take();
        conductor.setPaused(true);
        take();
        conductor.setPaused(false);
        bar.setOverview(overview());
        conductor.setFixed({begin + 5min, begin + 18min});
        take();
        conductor.setReplayTime(&replayTime);
        bar.setControl(&replay);
        conductor.setMode(TimeMode::replay);
        replay.at.head = begin + 38min + 7s;
        replay.at.playing = true;
        replay.at.loop = ReplaySpan{begin + 33min, begin + 43min};
        replay.at.skipGaps = 10s;
        bar.refresh();
        take();
        TimeRangeEntry &entry = bar.entry();
        entry.askForHead(replay.at.head);
        entry.adjustSize();
        painter.drawPixmap(8, y, entry.grab());
        const int right = entry.width() + 24;
        entry.askForRange(conductor.bounds(), conductor.now());
        entry.findChild<QLineEdit *>(u"timeEnd"_s)->setText(u"2026-11-21T14:o3"_s);
        entry.adjustSize();
        painter.drawPixmap(right, y, entry.grab());
        return all;
    }

private Q_SLOTS:
    void everyStateIsDrawnInEveryLook()
    {
        QTemporaryDir nobody;
        const QString folder = qEnvironmentVariable("DESK_PICTURES", nobody.path());
        QVERIFY(QDir().mkpath(folder));
        const std::array themes{std::pair{ThemeVariant::dark, u"dark"_s},
                                std::pair{ThemeVariant::light, u"light"_s},
                                std::pair{ThemeVariant::highContrastDark, u"contrast"_s}};
        std::vector<QImage> seen;
        for (const QString &language : {u"en"_s, u"de"_s}) {
            QTranslator translator;
            QVERIFY(translator.load(u":/i18n/desk_%1.qm"_s.arg(language)));
            QApplication::installTranslator(&translator);
            QLocale::setDefault(language == u"de"_s ? QLocale(QLocale::German) : QLocale(QLocale::C));
            for (const auto &[variant, name] : themes) {
                m_theme.setVariant(variant);
                m_theme.applyTo(*qApp);
                for (const int width : {1600, 1024, 683}) {
                    const QImage picture = states(width);
                    QVERIFY(picture.save(u"%1/%2-%3-%4.png"_s.arg(folder, name, language).arg(width)));
                    QVERIFY(std::find(seen.begin(), seen.end(), picture) == seen.end());
                    seen.push_back(picture);
                }
            }
        }
    }
};

DESK_GUI_TEST(TstTimeConductorPictures)
#include "tst_timeconductorpictures.moc"
