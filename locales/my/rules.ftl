# အမှုတွဲ၏ စည်းမျဉ်း: မည်သည့်နေ့အထိ၊ အဘယ်ကြောင့်
rules-days = { $days } ရက်
rules-working-days = ရုံးဖွင့်ရက် { $days } ရက်
rules-months = { $months } လ
rules-why-after = { $due } အထိ: { $start } ပြီး { $length }။ { $rule }
rules-why-after-unknown-holidays = { $due } အထိ: { $start } ပြီး { $length }။ ထိုနှစ်၏ ရုံးပိတ်ရက်များ မကြေညာသေးသဖြင့် နောက်ကျနိုင်သည်။ { $rule }
rules-kept = { $start } မှ { $length }။ { $rule }
rules-why-on = { $due } အထိ။ { $rule }
rules-why-yearly = { $opens } မှ { $due } အထိ။ { $rule }
rules-origin-unreviewed = အရင်းအမြစ်: { $source } ({ $dated })။ ယုံကြည်မှု: { $confidence }။ ရှေ့နေ မစစ်ဆေးရသေးပါ။
rules-origin-reviewed = အရင်းအမြစ်: { $source } ({ $dated })။ ယုံကြည်မှု: { $confidence }။ { $reviewed } တွင် စစ်ဆေးပြီး။
rules-confidence-low = နည်း
rules-confidence-medium = အလယ်အလတ်
rules-confidence-high = မြင့်
rules-hindered = { $why }
rules-conference-first = ဤအရာကို အရင် အတူဆုံးဖြတ်ရမည်: { $conference }
