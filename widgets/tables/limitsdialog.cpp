// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/limitsdialog.h"

#include "models/itemmodels/seriesnames.h"
#include "widgets/tables/limitpreview.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QShortcut>

#include <cmath>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostSamples = 200; // series to choose from
constexpr std::chrono::seconds previewInterval{1};

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

// Empty where there is none.
QString thresholdText(const QLocale &locale, double value)
{
    if (std::isnan(value))
        return {};
    QLocale plain = locale;
    plain.setNumberOptions(QLocale::OmitGroupSeparator);
    return plain.toString(value, 'g', QLocale::FloatingPointShortest);
}

} // namespace

LimitsDialog::LimitsDialog(LimitDefinitions &definitions, const ParameterFeed &feed, const Theme &theme,
                           QWidget *parent)
    : QDialog(parent)
    , m_definitions(definitions)
    , m_feed(feed)
    , m_theme(theme)
    , m_opened(definitions.limits())
    , m_rules(m_opened->rules())
{
    setObjectName(u"limitsDialog"_s);
    setWindowTitle(tr("Limits"));
    auto *columns = new QHBoxLayout;
    columns->addWidget(makeList(), 2);
    columns->addWidget(makeForm(), 3);
    m_message = new QLabel;
    m_message->setObjectName(u"message"_s);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->setMinimumHeight(2 * m_message->fontMetrics().lineSpacing());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    m_save = buttons->button(QDialogButtonBox::Save);
    connect(buttons, &QDialogButtonBox::accepted, this, &LimitsDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *rows = new QVBoxLayout(this);
    rows->addLayout(columns, 1);
    rows->addWidget(m_message);
    rows->addWidget(buttons);
    resize(900, 600);
    for (const LimitRule &one : m_rules)
        m_list->addItem(title(one));
    m_list->setCurrentRow(m_rules.empty() ? -1 : 0);
    showOne();
    connect(&m_timer, &QTimer::timeout, this, &LimitsDialog::preview);
    m_timer.start(previewInterval);
}

QString LimitsDialog::title(const LimitRule &rule)
{
    const QString about = rule.dsts.empty() ? text(rule.nodes) : text(rule.nodes) + u" → " + text(rule.dsts);
    return rule.metric.empty() ? tr("(new)") : text(rule.metric) + u"  " + about;
}

QWidget *LimitsDialog::makeList()
{
    auto *side = new QWidget;
    m_list = new QListWidget;
    m_list->setObjectName(u"list"_s);
    m_list->setAccessibleName(tr("Limits; the first that matches a series holds"));
    connect(m_list, &QListWidget::currentRowChanged, this, &LimitsDialog::showOne);
    const auto button = [this](const QString &name, const QString &label) {
        auto *made = new QPushButton(label);
        made->setObjectName(name);
        made->setAutoDefault(false);
        return made;
    };
    auto *add = button(u"add"_s, tr("&Add"));
    connect(add, &QPushButton::clicked, this, [this] { this->add({}); });
    m_remove = button(u"remove"_s, tr("&Remove"));
    connect(m_remove, &QPushButton::clicked, this, &LimitsDialog::removeOne);
    m_up = button(u"up"_s, tr("&Up"));
    connect(m_up, &QPushButton::clicked, this, [this] { move(-1); });
    m_down = button(u"down"_s, tr("&Down"));
    connect(m_down, &QPushButton::clicked, this, [this] { move(1); });
    const auto shortcut = [this](const QKeySequence &keys, QWidget *where, auto what) {
        auto *made = new QShortcut(keys, where);
        made->setContext(where == this ? Qt::WindowShortcut : Qt::WidgetShortcut);
        connect(made, &QShortcut::activated, this, what);
    };
    shortcut(QKeySequence(Qt::Key_Insert), this, [this] { this->add({}); });
    shortcut(QKeySequence(Qt::Key_Delete), m_list, [this] { removeOne(); });
    shortcut(QKeySequence(Qt::ALT | Qt::Key_Up), m_list, [this] { move(-1); });
    shortcut(QKeySequence(Qt::ALT | Qt::Key_Down), m_list, [this] { move(1); });
    auto *hint = new QLabel(tr("The first that matches a series holds."));
    hint->setProperty("dim", true);
    hint->setWordWrap(true);
    auto *buttons = new QGridLayout;
    buttons->addWidget(add, 0, 0);
    buttons->addWidget(m_remove, 0, 1);
    buttons->addWidget(m_up, 1, 0);
    buttons->addWidget(m_down, 1, 1);
    auto *rows = new QVBoxLayout(side);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(m_list, 1);
    rows->addWidget(hint);
    rows->addLayout(buttons);
    return side;
}

int LimitsDialog::current() const
{
    return m_list->currentRow();
}

void LimitsDialog::add(LimitRule rule)
{
    // In front: it must not stand behind one that takes its series.
    m_rules.insert(m_rules.begin(), std::move(rule));
    m_list->insertItem(0, title(m_rules.front()));
    m_list->setCurrentRow(0);
    showOne();
    m_metric->setFocus();
}

void LimitsDialog::removeOne()
{
    const int row = current();
    if (row < 0)
        return;
    m_rules.erase(m_rules.begin() + row);
    delete m_list->takeItem(row);
    showOne();
}

void LimitsDialog::move(int by)
{
    const int row = current();
    const int to = row + by;
    if (row < 0 || to < 0 || to >= int(m_rules.size()))
        return;
    std::swap(m_rules[std::size_t(row)], m_rules[std::size_t(to)]);
    m_list->item(row)->setText(title(m_rules[std::size_t(row)]));
    m_list->item(to)->setText(title(m_rules[std::size_t(to)]));
    m_list->setCurrentRow(to);
}

void LimitsDialog::showSeries(SeriesId series)
{
    const SeriesCatalogue &catalogue = m_feed.catalogue();
    if (index(series) >= catalogue.size())
        return;
    const SeriesDefinition &one = catalogue.series(series);
    const EntityDefinition &about = catalogue.entity(one.entity);
    const std::string node = catalogue.node(about.node).name;
    const std::string dst = about.dst == noNode ? std::string() : catalogue.node(about.dst).name;
    for (std::size_t i = 0; i < m_rules.size(); ++i) {
        if (m_rules[i].matches(node, dst, one.metric)) {
            m_list->setCurrentRow(int(i));
            m_sample->setCurrentIndex(std::max(0, m_sample->findData(index(series))));
            preview();
            return;
        }
    }
    add({node, dst, one.metric, {}});
}

void LimitsDialog::showOne()
{
    const int row = current();
    const bool any = row >= 0 && row < int(m_rules.size());
    const LimitRule one = any ? m_rules[std::size_t(row)] : LimitRule{};
    m_filling = true;
    m_metric->setText(text(one.metric));
    m_nodes->setText(any ? text(one.nodes) : QString());
    m_dsts->setText(text(one.dsts));
    for (std::size_t i = 0; i < Limits::grades; ++i) {
        m_low[i]->setText(thresholdText(locale(), one.limits.low[i]));
        m_high[i]->setText(thresholdText(locale(), one.limits.high[i]));
    }
    m_deadband->setText(one.limits.deadband > 0 ? thresholdText(locale(), one.limits.deadband) : QString());
    m_onDelay->setValue(double(one.limits.onDelay) / 1e9);
    m_offDelay->setValue(double(one.limits.offDelay) / 1e9);
    m_onSamples->setValue(int(one.limits.onSamples));
    m_offSamples->setValue(int(one.limits.offSamples));
    m_filling = false;
    m_typedWrong = false;
    m_form->setEnabled(any);
    m_remove->setEnabled(any);
    m_up->setEnabled(any && row > 0);
    m_down->setEnabled(any && row + 1 < int(m_rules.size()));
    check();
    listSeries();
}

void LimitsDialog::takeForm()
{
    if (m_filling || current() < 0)
        return;
    LimitRule &one = m_rules[std::size_t(current())];
    one.metric = m_metric->text().trimmed().toStdString();
    one.nodes = m_nodes->text().trimmed().toStdString();
    one.dsts = m_dsts->text().trimmed().toStdString();
    m_typedWrong = false;
    // What is no number changes nothing: the field shows again what holds when it is come back to.
    const auto number = [this](const QLineEdit &field, double &value, double none) {
        const QString typed = field.text().trimmed();
        bool good = false;
        const double local = locale().toDouble(typed, &good);
        const double plain = good ? local : QLocale::c().toDouble(typed, &good);
        if (typed.isEmpty())
            value = none;
        else if (good && std::isfinite(plain))
            value = plain;
        else
            m_typedWrong = true;
    };
    // Finer ones, of a file or the API, stay as they are unless they are edited.
    const auto seconds = [](const QDoubleSpinBox &field, std::int64_t &delay) {
        if (std::abs(field.value() - double(delay) / 1e9) > 0.5 * std::pow(10.0, -field.decimals()))
            delay = std::llround(field.value() * 1e9);
    };
    for (std::size_t i = 0; i < Limits::grades; ++i) {
        number(*m_low[i], one.limits.low[i], Limits::unset);
        number(*m_high[i], one.limits.high[i], Limits::unset);
    }
    number(*m_deadband, one.limits.deadband, 0);
    seconds(*m_onDelay, one.limits.onDelay);
    seconds(*m_offDelay, one.limits.offDelay);
    one.limits.onSamples = std::uint32_t(m_onSamples->value());
    one.limits.offSamples = std::uint32_t(m_offSamples->value());
    m_list->currentItem()->setText(title(one));
    check();
    listSeries();
}

void LimitsDialog::check()
{
    const auto made = LimitSet::make(m_rules);
    m_isRight = made.has_value();
    if (made)
        m_set = *made;
    m_save->setEnabled(m_isRight && !m_typedWrong);
    m_message->clear();
    if (m_typedWrong) {
        m_message->setText(tr("A threshold is not a number."));
        return;
    }
    if (made)
        return;
    const Error &error = made.error();
    const bool shown = error.index == current();
    if (error.field == "metric" && shown && m_metric->text().isEmpty())
        m_message->setText(tr("Name the metric the limits are for, for example snr_db."));
    else if (error.field == "low" && shown && error.message.find("every high") != std::string::npos)
        m_message->setText(tr("A lower threshold must lie below every upper one."));
    else if ((error.field == "low" || error.field == "high") && shown)
        m_message->setText(tr("A worse severity must lie further out."));
    else
        m_message->setText(text(error.message));
}

void LimitsDialog::listSeries()
{
    const QVariant before = m_sample->currentData();
    m_sample->clear();
    if (current() >= 0) {
        const LimitRule &rule = m_rules[std::size_t(current())];
        const SeriesCatalogue &catalogue = m_feed.catalogue();
        const SeriesNames names(catalogue);
        for (std::size_t i = 0; i < catalogue.size() && std::size_t(m_sample->count()) < mostSamples; ++i) {
            const SeriesDefinition &one = catalogue.series(SeriesId{std::uint32_t(i)});
            const EntityDefinition &about = catalogue.entity(one.entity);
            const std::string_view dst =
                about.dst == noNode ? std::string_view{} : std::string_view(catalogue.node(about.dst).name);
            if (rule.matches(catalogue.node(about.node).name, dst, one.metric))
                m_sample->addItem(names.entity(one.entity) + u' ' + names.metric(one.id), index(one.id));
        }
        m_sample->setCurrentIndex(std::max(0, m_sample->findData(before)));
    }
    preview();
}

void LimitsDialog::preview()
{
    const bool any = current() >= 0 && m_sample->count() > 0;
    m_preview->show(any ? SeriesId{m_sample->currentData().toUInt()} : noSeries,
                    current() >= 0 ? m_rules[std::size_t(current())].limits : Limits{});
    if (!any)
        m_words->setText(current() >= 0 ? tr("no such series is known") : QString());
}

void LimitsDialog::accept()
{
    if (!m_isRight || m_typedWrong)
        return;
    if (const auto now = m_definitions.limits(); now != m_opened) {
        m_opened = now;
        m_message->setText(
            tr("The limits were changed by somebody else meanwhile. Save again to replace theirs, "
               "or cancel to see them."));
        return;
    }
    if (const auto kept = m_definitions.replace(m_set); !kept) {
        m_message->setText(tr("Not saved: %1").arg(text(kept.error().message)));
        return;
    }
    QDialog::accept();
}

} // namespace desk
