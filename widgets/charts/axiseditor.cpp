// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/axiseditor.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>

#include <cmath>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

// As it is written here, or with a point.
std::optional<double> number(const QString &text)
{
    bool ok = false;
    double value = QLocale().toDouble(text.trimmed(), &ok);
    if (!ok)
        value = QLocale::c().toDouble(text.trimmed(), &ok);
    return ok && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

QString text(double value)
{
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(value, 'g', QLocale::FloatingPointShortest);
}

} // namespace

AxisEditor::AxisEditor(const ChartAxis &axis, QWidget *parent)
    : QDialog(parent)
    , m_automatic(new QCheckBox(tr("&Fit to the data")))
    , m_logarithmic(new QCheckBox(tr("&Logarithmic")))
    , m_low(new QLineEdit(text(axis.scale.min())))
    , m_high(new QLineEdit(text(axis.scale.max())))
    , m_fault(new QLabel)
{
    setObjectName(u"axisEditor"_s);
    setWindowTitle(tr("Axis %1").arg(axis.title));
    m_low->setObjectName(u"axisLow"_s);
    m_high->setObjectName(u"axisHigh"_s);
    m_automatic->setObjectName(u"axisAutomatic"_s);
    m_logarithmic->setObjectName(u"axisLogarithmic"_s);
    m_fault->setObjectName(u"axisFault"_s);
    m_fault->setWordWrap(true);
    auto *form = new QFormLayout(this);
    form->addRow(m_automatic);
    form->addRow(tr("&Upper end"), m_high);
    form->addRow(tr("L&ower end"), m_low);
    form->addRow(m_logarithmic);
    form->addRow(m_fault);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &AxisEditor::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &AxisEditor::reject);
    connect(m_automatic, &QCheckBox::toggled, this, [this](bool automatic) {
        m_low->setEnabled(!automatic);
        m_high->setEnabled(!automatic);
    });
    m_logarithmic->setChecked(axis.setting.logarithmic);
    // Who comes here wants a range; one that fits is what there is already.
    m_automatic->setChecked(false);
    m_high->setFocus();
    m_high->selectAll();
    m_fault->hide();
}

QString AxisEditor::fault(const AxisSetting &setting, bool numbersOk) const
{
    if (!numbersOk)
        return tr("Both ends must be numbers, such as %1.").arg(text(12.5));
    if (!setting.range)
        return {};
    if (setting.range->first >= setting.range->second)
        return tr("The lower end must be less than the upper one.");
    if (!std::isfinite(setting.range->second - setting.range->first))
        return tr("The range is too large.");
    if (!AxisScale::resolves(setting.range->first, setting.range->second))
        return tr("The range is too small for numbers of that size.");
    if (setting.logarithmic && setting.range->first <= 0)
        return tr("A logarithmic axis begins above zero.");
    return {};
}

void AxisEditor::accept()
{
    AxisSetting setting;
    setting.logarithmic = m_logarithmic->isChecked();
    bool ok = true;
    if (!m_automatic->isChecked()) {
        const auto low = number(m_low->text());
        const auto high = number(m_high->text());
        ok = low && high;
        if (ok)
            setting.range = {*low, *high};
    }
    const QString what = fault(setting, ok);
    m_fault->setText(what);
    m_fault->setVisible(!what.isEmpty());
    if (!what.isEmpty())
        return;
    Q_EMIT chosen(setting);
    QDialog::accept();
}

} // namespace desk
