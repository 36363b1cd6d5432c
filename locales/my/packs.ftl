# What can be wrong in a pack. Read by people who write packs.
packs-not-text = ဤဖိုင်သည် UTF-8 စာသား မဟုတ်ပါ။ UTF-8 အဖြစ် သိမ်းပါ။
packs-unreadable = ဤအရာကို ဖတ်၍ မရပါ: { $reason }
packs-missing-file = “{ $file }” ဖိုင် မရှိပါ။ ထည့်ပါ။
packs-bad-expression = “{ $expression }” ဖော်ပြချက်ကို ဖတ်၍ မရပါ: { $reason }
packs-unknown-unit = “{ $unit }” ယူနစ် မရှိပါ။ [units] အောက်တွင် ထည့်ပါ၊ သို့မဟုတ် အမည်ကို ပြင်ပါ။
packs-unknown-class = “{ $class }” သည် အချက်အလက်အဆင့် မဟုတ်ပါ။ public, work, identity သို့မဟုတ် case ဟု ရေးပါ။
packs-open-brace = “{ $pattern }” တွင် တွန့်ကွင်းတစ်ခုကို ဖွင့်ပြီး မပိတ်ထားပါ။
packs-form-name = ဖောင်က “{ $id }” ဟု အမည်ပေးထားပြီး ဖိုင်က “{ $name }” ဟု အမည်ပေးထားသည်။ နှစ်ခုလုံးကို အမည်တူ ပေးပါ။
packs-no-form = “{ $form }” ဖောင် မရှိပါ။ forms/{ $form }.md ကို ထည့်ပါ၊ သို့မဟုတ် အမည်ကို ပြင်ပါ။
packs-form-without-kind = “{ $form }” ဖောင်သည် မည်သည့်မှတ်တမ်းအမျိုးအစားနှင့်မျှ မဆိုင်ပါ။ ၎င်းအတွက် [[kind]] တစ်ခု ထည့်ပါ။
packs-no-group = “{ $group }” အုပ်စု မရှိပါ။ [[group]] တစ်ခု ထည့်ပါ၊ သို့မဟုတ် အမည်ကို ပြင်ပါ။
packs-no-question = “{ $form }” ဖောင်၏ ထိုနေရာတွင် “{ $question }” မေးခွန်း မရှိပါ။ အမည်ကို ပြင်ပါ။
packs-no-list = “{ $list }” စာရင်းကို ပေးသည့်အရာ မရှိပါ။ ရှိသောစာရင်းများမှာ provinces.csv, districts.csv, subdistricts.csv နှင့် မှတ်တမ်းအမျိုးအစားတစ်ခုစီအတွက် စာရင်းတစ်ခုစီ ဖြစ်သည်။
packs-no-indicator = “{ $indicator }” ညွှန်းကိန်း မရှိပါ။ အမည်ကို ပြင်ပါ။
packs-no-dimension = “{ $indicator }” ညွှန်းကိန်းကို “{ $dimension }” အလိုက် ခွဲ၍ မရပါ။ “by” အောက်တွင် ထည့်ပါ၊ သို့မဟုတ် အမည်ကို ပြင်ပါ။
packs-dimension-without-name = “{ $dimension }” ခွဲခြားမှုတွင် အမည် မရှိပါ။ [dimensions] အောက်တွင် ထည့်ပါ။
packs-chart-without-dimension = “{ $indicator }” ၏ ပုံပြဇယားတွင် “by” လိုသည်။
packs-twice = “{ $id }” ကို နှစ်ကြိမ် သတ်မှတ်ထားသည်။ တစ်ခုကိုသာ ချန်ထားပါ။
packs-article-name = ဆောင်းပါးဖိုင်၏ အမည်သည် <id>.<language>.md ဖြစ်သည်၊ ဥပမာ counting.en.md။
packs-article-head = ဆောင်းပါးသည် +++ စာကြောင်းနှစ်ကြောင်းကြားရှိ ခေါင်းပိုင်းဖြင့် စရမည်။
packs-translation-outdated = ဘာသာပြန်ပြီးနောက် အင်္ဂလိပ်စာသား ပြောင်းခဲ့သည်။ ဘာသာပြန်ကို စစ်ဆေးပြီး translates = "{ $fingerprint }" ဟု သတ်မှတ်ပါ။
packs-text-missing = { $what } ကို { $language } ဘာသာဖြင့် မရေးရသေးပါ။
packs-not-a-date = “{ $text }” သည် ရက်စွဲ မဟုတ်ပါ။ 2019-07-04 ကဲ့သို့ ရေးပါ။
packs-case-refusals = ဖောင်က { $expected } ကို ငြင်းပယ်သင့်သော်လည်း { $found } ကို ငြင်းပယ်ခဲ့သည်။
packs-case-figure = { $period } တွင် “{ $indicator }” သည် { $expected } ဖြစ်သင့်သော်လည်း { $found } ဖြစ်နေသည်။
packs-demo-refused = ဖောင်က { $id } မှတ်တမ်းကို ငြင်းပယ်သည်: { $questions }။
packs-bad-mark = “{ $mark }” သည် “{ $question }” ၏ အမှတ်အသား မဟုတ်ပါ။ စကားစု၊ ညီမျှခြင်းသင်္ကေတနှင့် ၎င်း၏ ရွေးချယ်စရာတစ်ခု၏ အမည်ကို ရေးပါ။
